-- Some platforms take back nothing but a young access token: how old it is has to be known while it waits.
ALTER TABLE "pending_revocation" ADD COLUMN "issued_at" TIMESTAMPTZ(3);
UPDATE "pending_revocation" SET "issued_at" = "created_at";
ALTER TABLE "pending_revocation" ALTER COLUMN "issued_at" SET NOT NULL;
