-- Due rows are claimed platform by platform and lane by lane, the oldest first: each claim reads just what it takes.
DROP INDEX "connection_sync_next_sync_at_idx";
CREATE INDEX "connection_sync_platform_lane_next_sync_at_idx" ON "connection_sync"("platform", "lane", "next_sync_at");

-- `watched_at`: somebody last looked at the connection. No index: it is written often.
ALTER TABLE "connection_sync" ADD COLUMN "watched_at" TIMESTAMPTZ(3),
  ADD CHECK ("tier" IN ('priority', 'standard', 'economy'));

-- What is known of the list of posts without reading it again.
-- `listed_count`: the platform's own count of posts when the list was last read to where it is known; null: never.
-- `relist`: something of the list has gone, and what is only a complete listing tells.
-- `newest_at`: when the newest known post was published.
-- `figures_read_at`: when the figures of posts of each age (hourly, 6-hourly, daily, weekly) were last read, in that order.
ALTER TABLE "connection_product" ADD COLUMN "listed_count" BIGINT,
  ADD COLUMN "listed_at" TIMESTAMPTZ(3),
  ADD COLUMN "relist" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "newest_at" TIMESTAMPTZ(3),
  ADD COLUMN "figures_read_at" TIMESTAMPTZ(3)[] NOT NULL DEFAULT '{}';
UPDATE "connection_product" q SET "newest_at" = (SELECT max(p.published_at) FROM "social_post" p WHERE p.connection_id = q.connection_id AND p.deleted_at IS NULL)
  WHERE q.product = 'posts';

-- What has been used of a platform's limits, so that a lost Redis forgets no day's quota. Not a tenant's: an app's keys serve many.
CREATE TABLE "budget_window" (
    "key" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "endpoint_class" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "window_end" TIMESTAMPTZ(3) NOT NULL,
    "used" DOUBLE PRECISION NOT NULL,
    "allowance" DOUBLE PRECISION NOT NULL,
    "held_until" TIMESTAMPTZ(3),
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "budget_window_pkey" PRIMARY KEY ("key")
) WITH (fillfactor = 70);
ALTER TABLE "budget_window" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "budget_window" FORCE ROW LEVEL SECURITY;
CREATE POLICY worker_across_agencies ON "budget_window" USING ((SELECT current_setting('app.worker', true)) = 'on')
  WITH CHECK ((SELECT current_setting('app.worker', true)) = 'on');
