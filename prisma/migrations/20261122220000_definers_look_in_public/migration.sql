-- Unless a search path names it, the schema of temporary tables is searched first, and anybody may make tables there: a
-- temporary "session" with a trigger would have run that trigger as the owner. Named last, it hides nothing.
ALTER FUNCTION "ensure_snapshot_partitions"(date, int) SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION "find_session"(bytea) SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION "find_api_key"(bytea) SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION "find_user_by_email"(text) SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION "find_demo_agency"() SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION "sweep_expired"(timestamptz) SET search_path = pg_catalog, public, pg_temp;
