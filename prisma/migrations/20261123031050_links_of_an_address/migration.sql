-- A link of 15 minutes proves that somebody reads the mail of one address. When a talent's address changes, whoever holds a
-- link that went to the old one must not become the talent with the new one: in the same moment, by whatever way it changes.
CREATE FUNCTION "forget_links_of_old_address"() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM talent_link WHERE agency_id = NEW.agency_id AND talent_id = NEW.id AND used_at IS NULL;
  DELETE FROM consent_session WHERE agency_id = NEW.agency_id AND talent_id = NEW.id AND rights = 'manage';
  RETURN NULL;
END
$$;
CREATE TRIGGER "address_changed" AFTER UPDATE OF "email" ON "talent"
  FOR EACH ROW WHEN (OLD.email IS DISTINCT FROM NEW.email) EXECUTE FUNCTION "forget_links_of_old_address"();
