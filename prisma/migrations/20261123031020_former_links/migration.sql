-- Digests of links that a newer one took the place of: who comes by such a link is told that, and not that nobody knows it.
-- `days`: how long each of its links is good.
ALTER TABLE "invitation" ADD COLUMN "former_hashes" BYTEA[] NOT NULL DEFAULT '{}', ADD COLUMN "days" INTEGER NOT NULL DEFAULT 14 CHECK ("days" BETWEEN 1 AND 90);
CREATE INDEX "invitation_former_hashes_idx" ON "invitation" USING gin ("former_hashes");

DROP FUNCTION "find_invitation"(bytea);
CREATE FUNCTION "find_invitation"("p_token_hash" bytea)
RETURNS TABLE ("invitation_id" uuid, "agency_id" uuid, "talent_id" uuid, "replaced" boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT i.id, i.agency_id, i.talent_id, false FROM invitation i WHERE i.token_hash = p_token_hash
  UNION ALL
  SELECT i.id, i.agency_id, i.talent_id, true FROM invitation i WHERE i.former_hashes @> ARRAY[p_token_hash]
$$;
