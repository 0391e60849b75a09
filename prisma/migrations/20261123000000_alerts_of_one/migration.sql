-- The alerts of one connection, open or closed: for its timeline, and for those who ask for them. Without it all agencies' alerts were read.
CREATE INDEX "alert_agency_id_connection_id_raised_at_id_idx" ON "alert"("agency_id", "connection_id", "raised_at" DESC, "id" DESC);
