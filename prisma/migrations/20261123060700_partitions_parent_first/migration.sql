-- A month's partition is made by locking the table before its default partition, as everybody does who reads or writes history:
-- the other way round each waited for the other, and PostgreSQL ended one of them.
CREATE OR REPLACE FUNCTION "ensure_snapshot_partitions"("p_from" date, "p_months" int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  parent text;
  first_day date;
  name text;
  waiting text;
  span text;
  made int := 0;
BEGIN
  IF p_months NOT BETWEEN 1 AND 36 THEN
    RAISE EXCEPTION 'p_months must be between 1 and 36';
  END IF;
  IF NOT pg_try_advisory_xact_lock(7220501) THEN
    RETURN 0;
  END IF;
  PERFORM set_config('lock_timeout', '3s', true);
  FOREACH parent IN ARRAY ARRAY['profile_snapshot', 'post_snapshot'] LOOP
    waiting := parent || '_waiting';
    FOR i IN 0 .. p_months - 1 LOOP
      first_day := (date_trunc('month', p_from) + make_interval(months => i))::date;
      name := parent || '_' || to_char(first_day, 'YYYY_MM');
      CONTINUE WHEN to_regclass(format('partitions.%I', name)) IS NOT NULL;
      span := format('captured_at >= %L AND captured_at < %L', first_day::text || ' 00:00:00+00',
        (first_day + interval '1 month')::date::text || ' 00:00:00+00');
      EXECUTE format('LOCK TABLE ONLY public.%I IN ACCESS EXCLUSIVE MODE', parent);
      EXECUTE format('LOCK TABLE partitions.%I IN ACCESS EXCLUSIVE MODE', parent || '_default');
      EXECUTE format('CREATE TABLE partitions.%I AS SELECT * FROM partitions.%I WHERE %s', waiting, parent || '_default', span);
      EXECUTE format('DELETE FROM partitions.%I WHERE %s', parent || '_default', span);
      EXECUTE format('CREATE TABLE partitions.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)',
        name, parent, first_day::text || ' 00:00:00+00', (first_day + interval '1 month')::date::text || ' 00:00:00+00');
      EXECUTE format('INSERT INTO partitions.%I SELECT * FROM partitions.%I', name, waiting);
      EXECUTE format('DROP TABLE partitions.%I', waiting);
      made := made + 1;
    END LOOP;
  END LOOP;
  RETURN made;
END
$$;
