-- History of posts is written for nearly every post of nearly every sync, and looking each of them up again was a fifth of what
-- that cost. It is written under the lease of the post's connection, which no delete of the connection overtakes; so nothing is
-- lost with the check, as long as history still goes with its posts: all of a statement's at once, whoever deletes them.
ALTER TABLE "post_snapshot" DROP CONSTRAINT "post_snapshot_agency_id_post_id_fkey";

CREATE FUNCTION "forget_history_of_posts"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM post_snapshot h USING gone g WHERE h.post_id = g.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER forget_history_of_posts AFTER DELETE ON "social_post" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION "forget_history_of_posts"();
