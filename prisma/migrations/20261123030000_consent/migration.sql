-- Consent: what talents let us read, the sealed tokens by which it is read, and the links by which they say so.

-- ---------------------------------------------------------------------------------------------------------------------
-- A talent who signs in.
ALTER TABLE "app_user" ADD COLUMN "talent_id" UUID;
CREATE UNIQUE INDEX "app_user_talent_key" ON "app_user"("agency_id", "talent_id") WHERE "talent_id" IS NOT NULL;
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_agency_id_talent_id_fkey"
  FOREIGN KEY ("agency_id", "talent_id") REFERENCES "talent"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "app_user" ADD CHECK ("talent_id" IS NULL OR "role" = 'talent');

DROP FUNCTION "find_session"(bytea);
CREATE FUNCTION "find_session"("p_token_hash" bytea) RETURNS TABLE (
  "session_id" uuid, "agency_id" uuid, "agency_name" text, "user_id" uuid, "user_name" text, "email" text, "role" text,
  "user_status" text, "talent_id" uuid, "last_seen_at" timestamptz, "expires_at" timestamptz, "revoked_at" timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.id, s.agency_id, a.name, u.id, u.name, u.email, u.role, u.status, u.talent_id, s.last_seen_at, s.expires_at, s.revoked_at
  FROM session s
  JOIN app_user u ON u.agency_id = s.agency_id AND u.id = s.user_id
  JOIN agency a ON a.id = s.agency_id
  WHERE s.token_hash = p_token_hash
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Connections by consent. `evidence`: by what the account was matched with the expected one when consent was given.
-- `public_before`: it was read by hand before, and is so again when the talent withdraws.
ALTER TABLE "social_connection"
  ADD COLUMN "evidence" TEXT,
  ADD COLUMN "consent_at" TIMESTAMPTZ(3),
  ADD COLUMN "public_before" BOOLEAN NOT NULL DEFAULT false,
  ADD CHECK ("evidence" IN ('stable-id', 'handle', 'none'));

-- ---------------------------------------------------------------------------------------------------------------------
-- The vault: one data key per agency and version, wrapped by a key of the deployment's ring.
CREATE TABLE "agency_key" (
    "agency_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "ring_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agency_key_pkey" PRIMARY KEY ("agency_id", "version")
);
ALTER TABLE "agency_key" ADD CONSTRAINT "agency_key_agency_id_fkey"
  FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Sealed tokens of a connection. Narrow and hot: each refresh writes here. Nothing here is readable without the ring.
CREATE TABLE "oauth_credential" (
    "connection_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "app_credential" TEXT NOT NULL,
    "access_token" BYTEA NOT NULL,
    "refresh_token" BYTEA,
    "previous_token" BYTEA,
    "key_version" INTEGER NOT NULL,
    "scopes" TEXT[] NOT NULL DEFAULT '{}',
    "missing_scopes" TEXT[] NOT NULL DEFAULT '{}',
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "refresh_expires_at" TIMESTAMPTZ(3),
    "consent_expires_at" TIMESTAMPTZ(3),
    "generation" BIGINT NOT NULL DEFAULT 1,
    "lease_owner" TEXT,
    "lease_token" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "next_try_at" TIMESTAMPTZ(3),
    "code" TEXT,
    "warned_days" INTEGER,

    CONSTRAINT "oauth_credential_pkey" PRIMARY KEY ("connection_id")
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX "oauth_credential_agency_id_connection_id_key" ON "oauth_credential"("agency_id", "connection_id");
CREATE INDEX "oauth_credential_agency_id_key_version_idx" ON "oauth_credential"("agency_id", "key_version");
ALTER TABLE "oauth_credential" ADD CONSTRAINT "oauth_credential_agency_id_connection_id_fkey"
  FOREIGN KEY ("agency_id", "connection_id") REFERENCES "social_connection"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Tokens of what was disconnected, until the platform has taken them back. No foreign key: they outlive everything they
-- belonged to. Written by whoever disconnects, read by the revoker alone.
CREATE TABLE "pending_revocation" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "app_credential" TEXT NOT NULL,
    "access_token" BYTEA NOT NULL,
    "refresh_token" BYTEA,
    "key_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "give_up_at" TIMESTAMPTZ(3) NOT NULL,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "pending_revocation_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "pending_revocation_next_try_at_idx" ON "pending_revocation"("next_try_at");

-- Keys of an agency's own app at a platform, sealed as one.
CREATE TABLE "app_credential" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "keys" TEXT[] NOT NULL,
    "sealed" BYTEA NOT NULL,
    "key_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "checked_at" TIMESTAMPTZ(3),
    "check_code" TEXT,

    CONSTRAINT "app_credential_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "app_credential_agency_id_platform_key" ON "app_credential"("agency_id", "platform");
ALTER TABLE "app_credential" ADD CONSTRAINT "app_credential_agency_id_fkey"
  FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------------
-- Links by which a talent consents. Only a digest of each token is stored.
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "talent_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL DEFAULT 'consent',
    "token_hash" BYTEA NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "created_by" UUID,
    "created_by_name" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "sent_to" TEXT,
    "resent" INTEGER NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "declined_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");
CREATE UNIQUE INDEX "invitation_agency_id_id_key" ON "invitation"("agency_id", "id");
CREATE INDEX "invitation_agency_id_talent_id_created_at_id_idx" ON "invitation"("agency_id", "talent_id", "created_at" DESC, "id" DESC);
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_agency_id_talent_id_fkey"
  FOREIGN KEY ("agency_id", "talent_id") REFERENCES "talent"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "invitation" ADD CHECK ("purpose" IN ('consent', 'reconnect'));

CREATE TABLE "invitation_platform" (
    "invitation_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "agency_id" UUID NOT NULL,
    "expected_handle" TEXT,
    "expected_account_id" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "connection_id" UUID,
    "code" TEXT,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_platform_pkey" PRIMARY KEY ("invitation_id", "platform")
);
CREATE INDEX "invitation_platform_agency_id_connection_id_idx" ON "invitation_platform"("agency_id", "connection_id");
ALTER TABLE "invitation_platform" ADD CONSTRAINT "invitation_platform_agency_id_invitation_id_fkey"
  FOREIGN KEY ("agency_id", "invitation_id") REFERENCES "invitation"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "invitation_platform" ADD CHECK ("state" IN ('open', 'connected', 'declined'));

-- A browser that opened a link: `see` for as long as the invitation is open, `manage` for 15 minutes after a fresh link.
CREATE TABLE "consent_session" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "talent_id" UUID NOT NULL,
    "invitation_id" UUID,
    "rights" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_session_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "consent_session_token_hash_key" ON "consent_session"("token_hash");
CREATE INDEX "consent_session_expires_at_idx" ON "consent_session"("expires_at");
ALTER TABLE "consent_session" ADD CONSTRAINT "consent_session_agency_id_talent_id_fkey"
  FOREIGN KEY ("agency_id", "talent_id") REFERENCES "talent"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "consent_session" ADD CONSTRAINT "consent_session_agency_id_invitation_id_fkey"
  FOREIGN KEY ("agency_id", "invitation_id") REFERENCES "invitation"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "consent_session" ADD CHECK ("rights" IN ('see', 'manage'));

-- A fresh link, mailed to the talent, by which they may pause, withdraw and download for 15 minutes.
CREATE TABLE "talent_link" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "talent_id" UUID NOT NULL,
    "invitation_id" UUID,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "talent_link_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "talent_link_token_hash_key" ON "talent_link"("token_hash");
CREATE INDEX "talent_link_agency_id_talent_id_idx" ON "talent_link"("agency_id", "talent_id");
ALTER TABLE "talent_link" ADD CONSTRAINT "talent_link_agency_id_talent_id_fkey"
  FOREIGN KEY ("agency_id", "talent_id") REFERENCES "talent"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------------
-- One authorization, from "Connect" to its end: the state parameter by its digest, taken once, bound to one browser.
CREATE TABLE "oauth_flow" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "talent_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "invitation_id" UUID,
    "user_id" UUID,
    "connection_id" UUID,
    "expected_handle" TEXT,
    "expected_account_id" TEXT,
    "state_hash" BYTEA NOT NULL,
    "binding_hash" BYTEA NOT NULL,
    "verifier" BYTEA,
    "key_version" INTEGER,
    "app_credential" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "redirect_uri" TEXT NOT NULL,
    "scopes" TEXT[] NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "code" TEXT,
    "signed_in_as" TEXT,
    "result_connection_id" UUID,
    "missing_scopes" TEXT[] NOT NULL DEFAULT '{}',
    "accounts" JSONB NOT NULL DEFAULT '[]',
    "pending" BYTEA,

    CONSTRAINT "oauth_flow_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "oauth_flow_state_hash_key" ON "oauth_flow"("state_hash");
CREATE INDEX "oauth_flow_expires_at_idx" ON "oauth_flow"("expires_at");
CREATE INDEX "oauth_flow_agency_id_invitation_id_idx" ON "oauth_flow"("agency_id", "invitation_id");
ALTER TABLE "oauth_flow" ADD CONSTRAINT "oauth_flow_agency_id_talent_id_fkey"
  FOREIGN KEY ("agency_id", "talent_id") REFERENCES "talent"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "oauth_flow" ADD CHECK ("purpose" IN ('invitation', 'account')),
  ADD CHECK ("outcome" IN ('connected', 'choose', 'declined', 'wrong-account', 'conflict', 'failed', 'expired'));

-- ---------------------------------------------------------------------------------------------------------------------
-- What was agreed to, and when it was taken back. Append-only, with pseudonymous ids: it outlives what it speaks of.
CREATE TABLE "consent_record" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "talent_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "scopes" TEXT[] NOT NULL,
    "text_version" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "address_hash" BYTEA,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_record_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "consent_record_agency_id_talent_id_at_id_idx" ON "consent_record"("agency_id", "talent_id", "at" DESC, "id" DESC);
ALTER TABLE "consent_record" ADD CHECK ("kind" IN ('granted', 'withdrawn')),
  ADD CHECK ("via" IN ('invitation', 'account', 'link', 'staff', 'platform'));

-- A mail that is due, once per transition. No token is kept: the link is made when the mail is sent.
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "talent_id" UUID NOT NULL,
    "connection_id" UUID,
    "kind" TEXT NOT NULL,
    "once" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "next_try_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "notice_agency_id_once_key" ON "notice"("agency_id", "once");
CREATE INDEX "notice_next_try_at_idx" ON "notice"("next_try_at") WHERE "next_try_at" IS NOT NULL;
ALTER TABLE "notice" ADD CONSTRAINT "notice_agency_id_talent_id_fkey"
  FOREIGN KEY ("agency_id", "talent_id") REFERENCES "talent"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notice" ADD CONSTRAINT "notice_agency_id_connection_id_fkey"
  FOREIGN KEY ("agency_id", "connection_id") REFERENCES "social_connection"("agency_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notice" ADD CHECK ("kind" IN ('reconnect', 'expiring')),
  ADD CHECK ("outcome" IN ('sent', 'no-address', 'no-mail', 'given-up', 'not-needed'));

-- ---------------------------------------------------------------------------------------------------------------------
-- Tenants, as everywhere.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['agency_key', 'oauth_credential', 'app_credential', 'invitation', 'invitation_platform', 'consent_session',
    'talent_link', 'oauth_flow', 'consent_record', 'notice'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY own_agency ON %I USING (agency_id = (SELECT NULLIF(current_setting('app.agency_id', true), '')::uuid))
      WITH CHECK (agency_id = (SELECT NULLIF(current_setting('app.agency_id', true), '')::uuid))$p$, t);
  END LOOP;
  -- Workers look for tokens that end, authorizations that were left lying, mails that are due, and keys to change, across agencies.
  FOREACH t IN ARRAY ARRAY['agency_key', 'oauth_credential', 'app_credential', 'oauth_flow', 'notice'] LOOP
    EXECUTE format($p$CREATE POLICY worker_across_agencies ON %I USING ((SELECT current_setting('app.worker', true)) = 'on')
      WITH CHECK ((SELECT current_setting('app.worker', true)) = 'on')$p$, t);
  END LOOP;
END
$$;

ALTER TABLE "pending_revocation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "pending_revocation" FORCE ROW LEVEL SECURITY;
CREATE POLICY own_agency_adds ON "pending_revocation" FOR INSERT
  WITH CHECK (agency_id = (SELECT NULLIF(current_setting('app.agency_id', true), '')::uuid));
CREATE POLICY revoker ON "pending_revocation" USING ((SELECT current_setting('app.revoker', true)) = 'on')
  WITH CHECK ((SELECT current_setting('app.revoker', true)) = 'on');

-- ---------------------------------------------------------------------------------------------------------------------
-- Look-ups that happen before the agency is known.
CREATE POLICY owner_looks_up ON "invitation" TO CURRENT_USER USING (true);
CREATE POLICY owner_looks_up ON "consent_session" TO CURRENT_USER USING (true);
CREATE POLICY owner_looks_up ON "talent_link" TO CURRENT_USER USING (true);
CREATE POLICY owner_looks_up ON "oauth_flow" TO CURRENT_USER USING (true);
CREATE POLICY owner_looks_up ON "talent" TO CURRENT_USER USING (true);

CREATE FUNCTION "find_invitation"("p_token_hash" bytea) RETURNS TABLE ("invitation_id" uuid, "agency_id" uuid, "talent_id" uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT i.id, i.agency_id, i.talent_id FROM invitation i WHERE i.token_hash = p_token_hash
$$;

CREATE FUNCTION "find_talent_link"("p_token_hash" bytea) RETURNS TABLE ("link_id" uuid, "agency_id" uuid, "talent_id" uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT l.id, l.agency_id, l.talent_id FROM talent_link l WHERE l.token_hash = p_token_hash
$$;

CREATE FUNCTION "find_consent_session"("p_token_hash" bytea) RETURNS TABLE (
  "session_id" uuid, "agency_id" uuid, "agency_name" text, "talent_id" uuid, "talent_name" text, "invitation_id" uuid, "rights" text,
  "expires_at" timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.id, s.agency_id, a.name, t.id, t.name, s.invitation_id, s.rights, s.expires_at
  FROM consent_session s
  JOIN agency a ON a.id = s.agency_id
  JOIN talent t ON t.agency_id = s.agency_id AND t.id = s.talent_id
  WHERE s.token_hash = p_token_hash
$$;

CREATE FUNCTION "find_oauth_flow"("p_state_hash" bytea) RETURNS TABLE ("flow_id" uuid, "agency_id" uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT f.id, f.agency_id FROM oauth_flow f WHERE f.state_hash = p_state_hash
$$;

-- By its id, for the browser that holds the binding: which agency's it is.
CREATE FUNCTION "find_bound_flow"("p_flow_id" uuid, "p_binding_hash" bytea) RETURNS TABLE ("flow_id" uuid, "agency_id" uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT f.id, f.agency_id FROM oauth_flow f WHERE f.id = p_flow_id AND f.binding_hash = p_binding_hash
$$;

CREATE OR REPLACE FUNCTION "sweep_expired"("p_now" timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  swept int;
  more int;
BEGIN
  DELETE FROM session WHERE expires_at < least(p_now, now()) - interval '7 days';
  GET DIAGNOSTICS swept = ROW_COUNT;
  DELETE FROM idempotency_key WHERE expires_at < least(p_now, now());
  GET DIAGNOSTICS more = ROW_COUNT;
  swept := swept + more;
  DELETE FROM consent_session WHERE expires_at < least(p_now, now()) - interval '1 day';
  GET DIAGNOSTICS more = ROW_COUNT;
  swept := swept + more;
  DELETE FROM talent_link WHERE expires_at < least(p_now, now()) - interval '7 days';
  GET DIAGNOSTICS more = ROW_COUNT;
  swept := swept + more;
  -- Tokens that wait to be chosen for are taken care of before: such a row stays until they are.
  DELETE FROM oauth_flow WHERE expires_at < least(p_now, now()) - interval '1 day' AND pending IS NULL;
  GET DIAGNOSTICS more = ROW_COUNT;
  RETURN swept + more;
END
$$;
