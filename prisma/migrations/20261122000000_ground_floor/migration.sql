-- The ground floor. Written first by Prisma from schema.prisma, then completed by hand with what its language can't say.

-- CreateTable
CREATE TABLE "agency" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_sign_in_at" TIMESTAMPTZ(3),

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "created_by" UUID,
    "created_by_name" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "talent" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "email" TEXT,
    "locale" TEXT,
    "owner_id" UUID,
    "tags" TEXT[],
    "notes" TEXT,
    "status" TEXT NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "talent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "agency_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "status" INTEGER,
    "body" TEXT,
    "locked_until" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("agency_id","actor_id","key")
);

-- CreateTable
CREATE TABLE "social_connection" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "talent_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "platform_account_id" TEXT,
    "locator_kind" TEXT NOT NULL,
    "locator_value" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "normalized_handle" TEXT NOT NULL,
    "handle_current" BOOLEAN NOT NULL DEFAULT true,
    "url" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "verification" TEXT NOT NULL DEFAULT 'public',
    "auth" TEXT NOT NULL DEFAULT 'none',
    "control" TEXT NOT NULL DEFAULT 'enabled',
    "control_by" TEXT,
    "control_reason" TEXT,
    "status" TEXT NOT NULL,
    "expected_handle" TEXT,
    "last_code" TEXT,
    "last_code_at" TIMESTAMPTZ(3),
    "strikes" INTEGER NOT NULL DEFAULT 0,
    "strikes_since" TIMESTAMPTZ(3),
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "social_connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection_sync" (
    "connection_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "next_sync_at" TIMESTAMPTZ(3),
    "lane" SMALLINT NOT NULL DEFAULT 1,
    "cause" TEXT NOT NULL DEFAULT 'first',
    "lease_owner" TEXT,
    "lease_token" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "lease_started" BOOLEAN NOT NULL DEFAULT false,
    "request_seq" BIGINT NOT NULL DEFAULT 0,
    "done_seq" BIGINT NOT NULL DEFAULT 0,
    "claimed_seq" BIGINT NOT NULL DEFAULT 0,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "crash_count" INTEGER NOT NULL DEFAULT 0,
    "blocked_until" TIMESTAMPTZ(3),
    "tier" TEXT NOT NULL DEFAULT 'standard',

    CONSTRAINT "connection_sync_pkey" PRIMARY KEY ("connection_id")
) WITH (fillfactor = 50);

-- CreateTable
CREATE TABLE "connection_product" (
    "connection_id" UUID NOT NULL,
    "product" TEXT NOT NULL,
    "agency_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'never',
    "activity" TEXT NOT NULL DEFAULT 'idle',
    "cause" TEXT NOT NULL DEFAULT 'first',
    "code" TEXT,
    "succeeded_at" TIMESTAMPTZ(3),
    "covered_from" TIMESTAMPTZ(3),
    "cursor" TEXT,

    CONSTRAINT "connection_product_pkey" PRIMARY KEY ("connection_id","product")
) WITH (fillfactor = 70);

-- CreateTable
CREATE TABLE "social_profile" (
    "connection_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "display_name" TEXT,
    "bio" TEXT,
    "url" TEXT NOT NULL,
    "avatar_url" TEXT,
    "banner_url" TEXT,
    "followers" BIGINT,
    "following" BIGINT,
    "posts" BIGINT,
    "views" BIGINT,
    "blanks" JSONB NOT NULL DEFAULT '{}',
    "verified" BOOLEAN,
    "created_at_platform" TIMESTAMPTZ(3),
    "country" TEXT,
    "hints" JSONB NOT NULL DEFAULT '{}',
    "source" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "social_profile_pkey" PRIMARY KEY ("connection_id")
);

-- CreateTable
CREATE TABLE "social_post" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "platform_post_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "title" TEXT,
    "text" TEXT,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "thumbnail_url" TEXT,
    "duration_seconds" INTEGER,
    "language" TEXT,
    "source" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "social_post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post_stats" (
    "post_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "views" BIGINT,
    "likes" BIGINT,
    "comments" BIGINT,
    "shares" BIGINT,
    "quotes" BIGINT,
    "saves" BIGINT,
    "blanks" JSONB NOT NULL DEFAULT '{}',
    "source" TEXT NOT NULL,
    "captured_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "post_stats_pkey" PRIMARY KEY ("post_id")
) WITH (fillfactor = 80);

-- CreateTable
CREATE TABLE "profile_snapshot" (
    "connection_id" UUID NOT NULL,
    "captured_at" TIMESTAMPTZ(3) NOT NULL,
    "agency_id" UUID NOT NULL,
    "followers" BIGINT,
    "following" BIGINT,
    "posts" BIGINT,
    "views" BIGINT,
    "source" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "profile_snapshot_pkey" PRIMARY KEY ("connection_id","captured_at")
) PARTITION BY RANGE ("captured_at");

-- CreateTable
CREATE TABLE "post_snapshot" (
    "post_id" UUID NOT NULL,
    "captured_at" TIMESTAMPTZ(3) NOT NULL,
    "agency_id" UUID NOT NULL,
    "views" BIGINT,
    "likes" BIGINT,
    "comments" BIGINT,
    "shares" BIGINT,
    "quotes" BIGINT,
    "saves" BIGINT,
    "source" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "post_snapshot_pkey" PRIMARY KEY ("post_id","captured_at")
) PARTITION BY RANGE ("captured_at");

-- CreateTable
CREATE TABLE "sync_run" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "lease_token" BIGINT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'running',
    "code" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "calls" INTEGER NOT NULL DEFAULT 0,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "posts_seen" INTEGER NOT NULL DEFAULT 0,
    "posts_new" INTEGER NOT NULL DEFAULT 0,
    "posts_changed" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "sync_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "agency_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "target_type" TEXT,
    "target_id" UUID,
    "request_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "chained" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_detail" (
    "change_id" UUID NOT NULL,
    "agency_id" UUID,
    "actor_name" TEXT,
    "target_name" TEXT,
    "fields" JSONB NOT NULL DEFAULT '[]',
    "address" TEXT,
    "salt" BYTEA NOT NULL,

    CONSTRAINT "audit_detail_pkey" PRIMARY KEY ("change_id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "chain_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "agency_id" UUID,
    "change_id" UUID NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "target_type" TEXT,
    "target_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "payload_digest" BYTEA NOT NULL,
    "prev_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("chain_id","seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_agency_id_id_key" ON "app_user"("agency_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_agency_id_user_id_idx" ON "session"("agency_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_key_hash_key" ON "api_key"("key_hash");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_agency_id_id_key" ON "api_key"("agency_id", "id");

-- CreateIndex
CREATE INDEX "talent_agency_id_name_id_idx" ON "talent"("agency_id", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "talent_agency_id_id_key" ON "talent"("agency_id", "id");

-- CreateIndex
CREATE INDEX "idempotency_key_expires_at_idx" ON "idempotency_key"("expires_at");

-- CreateIndex
CREATE INDEX "social_connection_agency_id_talent_id_idx" ON "social_connection"("agency_id", "talent_id");

-- CreateIndex
CREATE INDEX "social_connection_agency_id_normalized_handle_id_idx" ON "social_connection"("agency_id", "normalized_handle", "id");

-- CreateIndex
CREATE UNIQUE INDEX "social_connection_agency_id_id_key" ON "social_connection"("agency_id", "id");

-- CreateIndex
CREATE INDEX "connection_sync_next_sync_at_idx" ON "connection_sync"("next_sync_at");

-- CreateIndex
CREATE UNIQUE INDEX "connection_sync_agency_id_connection_id_key" ON "connection_sync"("agency_id", "connection_id");

-- CreateIndex
CREATE UNIQUE INDEX "social_profile_agency_id_connection_id_key" ON "social_profile"("agency_id", "connection_id");

-- CreateIndex
CREATE INDEX "social_post_connection_id_published_at_id_idx" ON "social_post"("connection_id", "published_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "social_post_connection_id_platform_post_id_key" ON "social_post"("connection_id", "platform_post_id");

-- CreateIndex
CREATE UNIQUE INDEX "social_post_agency_id_id_key" ON "social_post"("agency_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "post_stats_agency_id_post_id_key" ON "post_stats"("agency_id", "post_id");

-- CreateIndex
CREATE INDEX "sync_run_connection_id_started_at_id_idx" ON "sync_run"("connection_id", "started_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "sync_run_connection_id_lease_token_key" ON "sync_run"("connection_id", "lease_token");

-- CreateIndex
CREATE UNIQUE INDEX "change_seq_key" ON "change"("seq");

-- CreateIndex
CREATE INDEX "change_agency_id_at_id_idx" ON "change"("agency_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "change_agency_id_target_id_at_idx" ON "change"("agency_id", "target_id", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_change_id_key" ON "audit_event"("change_id");

-- CreateIndex
CREATE INDEX "talent_tags_idx" ON "talent" USING GIN ("tags");

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_agency_id_user_id_fkey" FOREIGN KEY ("agency_id", "user_id") REFERENCES "app_user"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "talent" ADD CONSTRAINT "talent_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "talent" ADD CONSTRAINT "talent_agency_id_owner_id_fkey" FOREIGN KEY ("agency_id", "owner_id") REFERENCES "app_user"("agency_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "social_connection" ADD CONSTRAINT "social_connection_agency_id_talent_id_fkey" FOREIGN KEY ("agency_id", "talent_id") REFERENCES "talent"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_sync" ADD CONSTRAINT "connection_sync_agency_id_connection_id_fkey" FOREIGN KEY ("agency_id", "connection_id") REFERENCES "social_connection"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_product" ADD CONSTRAINT "connection_product_agency_id_connection_id_fkey" FOREIGN KEY ("agency_id", "connection_id") REFERENCES "social_connection"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "social_profile" ADD CONSTRAINT "social_profile_agency_id_connection_id_fkey" FOREIGN KEY ("agency_id", "connection_id") REFERENCES "social_connection"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "social_post" ADD CONSTRAINT "social_post_agency_id_connection_id_fkey" FOREIGN KEY ("agency_id", "connection_id") REFERENCES "social_connection"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_stats" ADD CONSTRAINT "post_stats_agency_id_post_id_fkey" FOREIGN KEY ("agency_id", "post_id") REFERENCES "social_post"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "profile_snapshot" ADD CONSTRAINT "profile_snapshot_agency_id_connection_id_fkey" FOREIGN KEY ("agency_id", "connection_id") REFERENCES "social_connection"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_snapshot" ADD CONSTRAINT "post_snapshot_agency_id_post_id_fkey" FOREIGN KEY ("agency_id", "post_id") REFERENCES "social_post"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_run" ADD CONSTRAINT "sync_run_agency_id_connection_id_fkey" FOREIGN KEY ("agency_id", "connection_id") REFERENCES "social_connection"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;




-- ---------------------------------------------------------------------------------------------------------------------
-- Uniqueness while a connection is not archived: by the platform's account id, and by the handle it currently goes by.
CREATE UNIQUE INDEX "social_connection_account_key" ON "social_connection" ("agency_id", "platform", "platform_account_id")
  WHERE "control" <> 'archived' AND "platform_account_id" IS NOT NULL;
CREATE UNIQUE INDEX "social_connection_handle_key" ON "social_connection" ("agency_id", "platform", "normalized_handle")
  WHERE "control" <> 'archived' AND "handle_current";
CREATE INDEX "change_unchained_idx" ON "change" ("seq") WHERE NOT "chained";
CREATE INDEX "connection_sync_leased_idx" ON "connection_sync" ("connection_id") WHERE "lease_owner" IS NOT NULL;


-- ---------------------------------------------------------------------------------------------------------------------
-- Closed sets and bounds. Counts are JSON numbers: 0 to 2^53-1, and missing is NULL.
ALTER TABLE "app_user" ADD CHECK ("role" IN ('owner', 'admin', 'manager', 'viewer', 'talent')),
  ADD CHECK ("status" IN ('active', 'disabled')), ADD CHECK ("email" = lower("email"));
ALTER TABLE "talent" ADD CHECK ("status" IN ('active', 'inactive', 'archived'));
ALTER TABLE "social_connection"
  ADD CHECK ("method" IN ('MANUAL', 'OAUTH')),
  ADD CHECK ("verification" IN ('public', 'verified', 'authorised')),
  ADD CHECK ("auth" IN ('none', 'pending_consent', 'active', 'expiring', 'reauth_required', 'revoked')),
  ADD CHECK ("control" IN ('enabled', 'paused', 'suspended', 'archived')),
  ADD CHECK ("status" IN ('PENDING', 'SYNCING', 'READY', 'ERROR', 'RECONNECT_NEEDED', 'PAUSED', 'DISCONNECTED')),
  ADD CHECK ("locator_kind" IN ('id', 'handle', 'username', 'legacy'));
ALTER TABLE "connection_sync" ADD CHECK ("lane" IN (0, 1, 2)),
  ADD CHECK ("cause" IN ('first', 'manual', 'scheduled', 'backfill', 'heal', 'webhook'));
ALTER TABLE "connection_product"
  ADD CHECK ("outcome" IN ('never', 'ok', 'partial', 'failed', 'not_supported', 'not_granted')),
  ADD CHECK ("activity" IN ('idle', 'queued', 'running', 'waiting_retry', 'waiting_limit', 'waiting_platform')),
  ADD CHECK ("cause" IN ('first', 'manual', 'scheduled', 'backfill', 'heal', 'webhook'));
ALTER TABLE "social_profile" ADD CHECK ("source" IN ('public', 'consent')),
  ADD CHECK ("followers" BETWEEN 0 AND 9007199254740991), ADD CHECK ("following" BETWEEN 0 AND 9007199254740991),
  ADD CHECK ("posts" BETWEEN 0 AND 9007199254740991), ADD CHECK ("views" BETWEEN 0 AND 9007199254740991);
ALTER TABLE "post_stats" ADD CHECK ("source" IN ('public', 'consent')),
  ADD CHECK ("views" BETWEEN 0 AND 9007199254740991), ADD CHECK ("likes" BETWEEN 0 AND 9007199254740991),
  ADD CHECK ("comments" BETWEEN 0 AND 9007199254740991), ADD CHECK ("shares" BETWEEN 0 AND 9007199254740991),
  ADD CHECK ("quotes" BETWEEN 0 AND 9007199254740991), ADD CHECK ("saves" BETWEEN 0 AND 9007199254740991);
ALTER TABLE "sync_run" ADD CHECK ("outcome" IN ('running', 'ok', 'partial', 'failed', 'deferred', 'aborted'));

-- ---------------------------------------------------------------------------------------------------------------------
-- Snapshots are partitioned by month. Partitions live in a schema of their own and are reached through the parent only.
CREATE SCHEMA "partitions";
CREATE TABLE "partitions"."profile_snapshot_default" PARTITION OF "profile_snapshot" DEFAULT;
CREATE TABLE "partitions"."post_snapshot_default" PARTITION OF "post_snapshot" DEFAULT;

CREATE FUNCTION "ensure_snapshot_partitions"("p_from" date, "p_months" int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  parent text;
  first_day date;
  name text;
  made int := 0;
BEGIN
  IF p_months NOT BETWEEN 1 AND 36 THEN
    RAISE EXCEPTION 'p_months must be between 1 and 36';
  END IF;
  FOREACH parent IN ARRAY ARRAY['profile_snapshot', 'post_snapshot'] LOOP
    FOR i IN 0 .. p_months - 1 LOOP
      first_day := (date_trunc('month', p_from) + make_interval(months => i))::date;
      name := parent || '_' || to_char(first_day, 'YYYY_MM');
      IF to_regclass(format('partitions.%I', name)) IS NULL THEN
        EXECUTE format('CREATE TABLE partitions.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)',
          name, parent, first_day::text || ' 00:00:00+00', (first_day + interval '1 month')::date::text || ' 00:00:00+00');
        made := made + 1;
      END IF;
    END LOOP;
  END LOOP;
  RETURN made;
END
$$;
SELECT "ensure_snapshot_partitions"(current_date, 3);

-- ---------------------------------------------------------------------------------------------------------------------
-- Tenants: every row belongs to an agency, and nobody sees a row without having said for which agency they work.
-- The setting is transaction-local (see core/database). Row security is the second wall; queries name the agency too.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['app_user', 'session', 'api_key', 'talent', 'idempotency_key', 'social_connection', 'connection_sync',
    'connection_product', 'social_profile', 'social_post', 'post_stats', 'profile_snapshot', 'post_snapshot', 'sync_run',
    'change', 'audit_detail', 'audit_event'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_agency ON %I USING (agency_id = (SELECT NULLIF(current_setting('app.agency_id', true), '')::uuid))
      WITH CHECK (agency_id = (SELECT NULLIF(current_setting('app.agency_id', true), '')::uuid))$p$, t);
  END LOOP;
  -- Workers claim due connections, and chain audit events, across agencies: this one named policy, these tables.
  FOREACH t IN ARRAY ARRAY['social_connection', 'connection_sync', 'connection_product', 'sync_run', 'change', 'audit_detail', 'audit_event'] LOOP
    EXECUTE format($p$CREATE POLICY worker_across_agencies ON %I USING ((SELECT current_setting('app.worker', true)) = 'on')
      WITH CHECK ((SELECT current_setting('app.worker', true)) = 'on')$p$, t);
  END LOOP;
  -- What happened before anybody was known (a failed sign-in of an unknown e-mail) has no agency.
  FOREACH t IN ARRAY ARRAY['change', 'audit_detail'] LOOP
    EXECUTE format('CREATE POLICY without_agency ON %I FOR INSERT WITH CHECK (agency_id IS NULL)', t);
  END LOOP;
END
$$;
ALTER TABLE "agency" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "agency" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_agency ON "agency" USING ("id" = (SELECT NULLIF(current_setting('app.agency_id', true), '')::uuid))
  WITH CHECK ("id" = (SELECT NULLIF(current_setting('app.agency_id', true), '')::uuid));

-- ---------------------------------------------------------------------------------------------------------------------
-- Look-ups that happen before the agency is known. The owner of the tables may read them, the application may only call
-- these functions. Their search path names the schema of temporary tables last: unnamed it would come first, and anybody's
-- temporary "session" with a trigger would run that trigger as the owner.
CREATE POLICY owner_looks_up ON "agency" TO CURRENT_USER USING (true);
CREATE POLICY owner_looks_up ON "app_user" TO CURRENT_USER USING (true);
CREATE POLICY owner_looks_up ON "session" TO CURRENT_USER USING (true);
CREATE POLICY owner_looks_up ON "api_key" TO CURRENT_USER USING (true);
CREATE POLICY owner_looks_up ON "idempotency_key" TO CURRENT_USER USING (true);

CREATE FUNCTION "find_session"("p_token_hash" bytea) RETURNS TABLE (
  "session_id" uuid, "agency_id" uuid, "agency_name" text, "user_id" uuid, "user_name" text, "email" text, "role" text,
  "user_status" text, "last_seen_at" timestamptz, "expires_at" timestamptz, "revoked_at" timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.id, s.agency_id, a.name, u.id, u.name, u.email, u.role, u.status, s.last_seen_at, s.expires_at, s.revoked_at
  FROM session s
  JOIN app_user u ON u.agency_id = s.agency_id AND u.id = s.user_id
  JOIN agency a ON a.id = s.agency_id
  WHERE s.token_hash = p_token_hash
$$;

CREATE FUNCTION "find_api_key"("p_key_hash" bytea) RETURNS TABLE (
  "key_id" uuid, "agency_id" uuid, "agency_name" text, "name" text, "scopes" text[], "last_used_at" timestamptz,
  "expires_at" timestamptz, "revoked_at" timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT k.id, k.agency_id, a.name, k.name, k.scopes, k.last_used_at, k.expires_at, k.revoked_at
  FROM api_key k JOIN agency a ON a.id = k.agency_id
  WHERE k.key_hash = p_key_hash
$$;

CREATE FUNCTION "find_user_by_email"("p_email" text) RETURNS TABLE (
  "user_id" uuid, "agency_id" uuid, "agency_name" text, "name" text, "role" text, "status" text, "password_hash" text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT u.id, u.agency_id, a.name, u.name, u.role, u.status, u.password_hash
  FROM app_user u JOIN agency a ON a.id = u.agency_id
  WHERE u.email = lower(p_email)
$$;

CREATE FUNCTION "find_demo_agency"() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT id FROM agency WHERE demo ORDER BY id LIMIT 1
$$;

CREATE FUNCTION "sweep_expired"("p_now" timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  swept int;
  more int;
BEGIN
  DELETE FROM session WHERE expires_at < least(p_now, now()) - interval '7 days';
  GET DIAGNOSTICS swept = ROW_COUNT;
  DELETE FROM idempotency_key WHERE expires_at < least(p_now, now());
  GET DIAGNOSTICS more = ROW_COUNT;
  RETURN swept + more;
END
$$;
