-- Talents act, too. Of records that were erased, who acted and from where goes with the rest when it is they who are
-- forgotten; of every other record it stays as it was written, and the application cannot change it.
CREATE FUNCTION "forget_actors"("p_ids" uuid[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  forgotten int;
BEGIN
  UPDATE audit_detail d SET actor_name = NULL, address = NULL
  FROM change c
  WHERE c.id = d.change_id AND c.agency_id = d.agency_id AND c.actor_id = ANY(p_ids) AND d.salt = ''
    AND d.agency_id = NULLIF(current_setting('app.agency_id', true), '')::uuid;
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  RETURN forgotten;
END
$$;
