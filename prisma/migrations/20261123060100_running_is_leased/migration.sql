-- What runs is what is leased: no product says so beside its lease, so that taking a sync writes one row, in place.
UPDATE "connection_product" SET "activity" = 'queued' WHERE "activity" = 'running';
ALTER TABLE "connection_product" ADD CONSTRAINT "connection_product_not_running" CHECK ("activity" <> 'running');

-- An index that says what is leased is written each time that anything is. Lost leases are found among the due times.
DROP INDEX "connection_sync_leased_idx";
