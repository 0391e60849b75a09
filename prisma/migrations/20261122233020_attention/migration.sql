-- Which connections need a hand: few among many, found without reading the others. Their predicates name columns that a
-- healthy sync writes with the value they had, so that its updates stay in place.
CREATE INDEX "social_connection_ailing_idx" ON "social_connection" ("agency_id", "id")
  WHERE "control" <> 'archived' AND ("status" IN ('ERROR', 'RECONNECT_NEEDED', 'PAUSED') OR "strikes" > 0 OR NOT "handle_current");
CREATE INDEX "connection_product_ailing_idx" ON "connection_product" ("agency_id", "connection_id")
  WHERE "product" = 'posts' AND "outcome" IN ('failed', 'partial');
