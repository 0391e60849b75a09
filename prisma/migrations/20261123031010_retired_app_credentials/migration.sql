-- Tokens can be refreshed and given back by the app alone that they were given to. An agency's keys that it replaces or
-- takes away stay, sealed and out of use for anything new, until no token needs them any more.
ALTER TABLE "app_credential" ADD COLUMN "retired_at" TIMESTAMPTZ(3);
DROP INDEX "app_credential_agency_id_platform_key";
CREATE UNIQUE INDEX "app_credential_agency_id_platform_key" ON "app_credential"("agency_id", "platform") WHERE "retired_at" IS NULL;
