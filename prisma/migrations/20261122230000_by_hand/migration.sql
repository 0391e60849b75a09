-- By hand: pausing, proving and moving connections, what changed in a profile, alerts, imports, and inviting staff.

-- What a pause or an archiving replaced, so that it can be undone; and the code that proves who owns a profile.
ALTER TABLE "social_connection"
  ADD COLUMN "control_at" TIMESTAMPTZ(3),
  ADD COLUMN "control_before" TEXT,
  ADD COLUMN "proof_code" TEXT,
  ADD COLUMN "proof_requested_at" TIMESTAMPTZ(3),
  ADD COLUMN "proof_expires_at" TIMESTAMPTZ(3),
  ADD COLUMN "proof_checked_at" TIMESTAMPTZ(3),
  ADD COLUMN "verified_at" TIMESTAMPTZ(3),
  ADD CHECK ("control_before" IN ('enabled', 'paused', 'suspended'));

-- When somebody last asked for a sync by hand: the cool-down counts from here.
ALTER TABLE "connection_sync" ADD COLUMN "asked_at" TIMESTAMPTZ(3);

-- A change that a read found in a profile. `before` is null where nothing was known.
CREATE TABLE "profile_field_change" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "profile_field_change_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "profile_field_change_connection_id_at_id_idx" ON "profile_field_change"("connection_id", "at" DESC, "id" DESC);
ALTER TABLE "profile_field_change" ADD CONSTRAINT "profile_field_change_agency_id_connection_id_fkey"
  FOREIGN KEY ("agency_id", "connection_id") REFERENCES "social_connection"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "profile_field_change"
  ADD CHECK ("field" IN ('handle', 'displayName', 'bio', 'avatar', 'type', 'verified')), ADD CHECK ("source" IN ('public', 'consent'));

-- Something a person should look at. One open alert per connection and code.
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" TEXT,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "alert_open_key" ON "alert"("connection_id", "code") WHERE "closed_at" IS NULL;
CREATE INDEX "alert_agency_id_raised_at_id_idx" ON "alert"("agency_id", "raised_at" DESC, "id" DESC);
CREATE UNIQUE INDEX "alert_agency_id_id_key" ON "alert"("agency_id", "id");
ALTER TABLE "alert" ADD CONSTRAINT "alert_agency_id_connection_id_fkey"
  FOREIGN KEY ("agency_id", "connection_id") REFERENCES "social_connection"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A table of talents and handles, checked first, then brought in row by row.
CREATE TABLE "import" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'checked',
    "rows" INTEGER NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID NOT NULL,
    "actor_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "lease_token" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "import_agency_id_id_key" ON "import"("agency_id", "id");
CREATE INDEX "import_agency_id_created_at_id_idx" ON "import"("agency_id", "created_at" DESC, "id" DESC);
CREATE INDEX "import_running_idx" ON "import"("lease_until") WHERE "status" = 'running';
ALTER TABLE "import" ADD CONSTRAINT "import_agency_id_fkey"
  FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "import" ADD CHECK ("status" IN ('checked', 'running', 'done', 'cancelled')), ADD CHECK ("actor_kind" IN ('staff', 'api-key'));

CREATE TABLE "import_row" (
    "import_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "agency_id" UUID NOT NULL,
    "given" JSONB NOT NULL,
    "outcome" TEXT NOT NULL,
    "code" TEXT,
    "text" TEXT,
    "talent_id" UUID,
    "connection_id" UUID,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("import_id", "line")
);
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_agency_id_import_id_fkey"
  FOREIGN KEY ("agency_id", "import_id") REFERENCES "import"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "import_row" ADD CHECK ("outcome" IN ('ready', 'refused', 'known', 'connected', 'failed'));

-- A link by which somebody takes up a place on the staff, or sets a new passphrase.
CREATE TABLE "staff_link" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_link_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "staff_link_token_hash_key" ON "staff_link"("token_hash");
CREATE INDEX "staff_link_agency_id_user_id_idx" ON "staff_link"("agency_id", "user_id");
ALTER TABLE "staff_link" ADD CONSTRAINT "staff_link_agency_id_user_id_fkey"
  FOREIGN KEY ("agency_id", "user_id") REFERENCES "app_user"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "staff_link" ADD CHECK ("purpose" IN ('invite', 'reset'));

-- Who is invited has no passphrase yet and cannot sign in.
ALTER TABLE "app_user" DROP CONSTRAINT "app_user_status_check";
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_status_check" CHECK ("status" IN ('invited', 'active', 'disabled'));

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['profile_field_change', 'alert', 'import', 'import_row', 'staff_link'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_agency ON %I USING (agency_id = (SELECT NULLIF(current_setting('app.agency_id', true), '')::uuid))
      WITH CHECK (agency_id = (SELECT NULLIF(current_setting('app.agency_id', true), '')::uuid))$p$, t);
  END LOOP;
  -- Workers claim running imports, and raise alerts for syncs set aside, across agencies.
  FOREACH t IN ARRAY ARRAY['import', 'alert'] LOOP
    EXECUTE format($p$CREATE POLICY worker_across_agencies ON %I USING ((SELECT current_setting('app.worker', true)) = 'on')
      WITH CHECK ((SELECT current_setting('app.worker', true)) = 'on')$p$, t);
  END LOOP;
END
$$;

CREATE POLICY owner_looks_up ON "staff_link" TO CURRENT_USER USING (true);
CREATE FUNCTION "find_staff_link"("p_token_hash" bytea) RETURNS TABLE (
  "link_id" uuid, "agency_id" uuid, "agency_name" text, "user_id" uuid, "user_name" text, "email" text, "role" text, "user_status" text,
  "purpose" text, "expires_at" timestamptz, "used_at" timestamptz, "revoked_at" timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT l.id, l.agency_id, a.name, u.id, u.name, u.email, u.role, u.status, l.purpose, l.expires_at, l.used_at, l.revoked_at
  FROM staff_link l
  JOIN app_user u ON u.agency_id = l.agency_id AND u.id = l.user_id
  JOIN agency a ON a.id = l.agency_id
  WHERE l.token_hash = p_token_hash
$$;
