-- The figures of all of a page's posts move in the same sync: each needs room for its new version beside the old one.
ALTER TABLE "post_stats" SET (fillfactor = 50);

-- History is written in the order of time: a few bytes for each stretch of pages find a day in it.
CREATE INDEX "profile_snapshot_captured_at_idx" ON "profile_snapshot" USING BRIN ("captured_at");
CREATE INDEX "post_snapshot_captured_at_idx" ON "post_snapshot" USING BRIN ("captured_at");

-- History of all agencies is kept in shape by its owner alone; the application may only ask for it.
CREATE POLICY owner_keeps ON "profile_snapshot" TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner_keeps ON "post_snapshot" TO CURRENT_USER USING (true) WITH CHECK (true);

-- Days before this one hold one row a day already.
CREATE TABLE "partitions"."rolled_up" (
    "parent" TEXT NOT NULL PRIMARY KEY,
    "until" DATE NOT NULL
);

-- As before, and when somebody is at it already there is nothing to do. Rows that came before their month had a partition
-- wait in the default one, and move.
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

-- Of days (UTC) that ended more than `p_detail_days` ago only the last row of each connection and post stays. Removes at most
-- `p_most` rows and answers how many; fewer than that: there is nothing left to do, or somebody else is at it.
CREATE FUNCTION "roll_up_snapshots"("p_now" timestamptz, "p_detail_days" int, "p_most" int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  history text;
  owned_by text;
  day date;
  boundary date := ((least(p_now, now()) AT TIME ZONE 'UTC') - make_interval(days => p_detail_days))::date;
  removed int := 0;
  more int;
BEGIN
  IF p_detail_days < 1 OR p_most < 1 THEN
    RAISE EXCEPTION 'p_detail_days and p_most must be positive';
  END IF;
  IF NOT pg_try_advisory_xact_lock(7220502) THEN
    RETURN 0;
  END IF;
  FOREACH history IN ARRAY ARRAY['profile_snapshot', 'post_snapshot'] LOOP
    owned_by := CASE history WHEN 'profile_snapshot' THEN 'connection_id' ELSE 'post_id' END;
    SELECT r.until INTO day FROM partitions.rolled_up r WHERE r.parent = history;
    IF day IS NULL THEN
      EXECUTE format('SELECT min((h.captured_at AT TIME ZONE ''UTC'')::date) FROM public.%I h', history) INTO day;
    END IF;
    CONTINUE WHEN day IS NULL;
    WHILE day < boundary AND removed < p_most LOOP
      EXECUTE format('WITH early AS (
          SELECT h.%1$I AS id, h.captured_at FROM public.%2$I h
          WHERE h.captured_at >= $1 AND h.captured_at < $2
            AND EXISTS (SELECT 1 FROM public.%2$I l WHERE l.%1$I = h.%1$I AND l.captured_at > h.captured_at AND l.captured_at < $2)
          LIMIT $3
        )
        DELETE FROM public.%2$I h USING early e
        WHERE h.%1$I = e.id AND h.captured_at = e.captured_at AND h.captured_at >= $1 AND h.captured_at < $2', owned_by, history)
      USING day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC', p_most - removed;
      GET DIAGNOSTICS more = ROW_COUNT;
      removed := removed + more;
      EXIT WHEN removed >= p_most;
      day := day + 1;
    END LOOP;
    INSERT INTO partitions.rolled_up AS r VALUES (history, day) ON CONFLICT (parent) DO UPDATE SET until = EXCLUDED.until
      WHERE r.until <> EXCLUDED.until;
  END LOOP;
  RETURN removed;
END
$$;

-- History older than `p_keep_months` whole months goes: month by month with its partition, and in the default partition at
-- most `p_most` rows, whose number is the answer. A partition that is in use goes the next time.
CREATE FUNCTION "drop_old_snapshots"("p_now" timestamptz, "p_keep_months" int, "p_most" int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  parent text;
  name text;
  boundary date := (date_trunc('month', least(p_now, now()) AT TIME ZONE 'UTC') - make_interval(months => p_keep_months))::date;
  removed int := 0;
  more int;
BEGIN
  IF p_keep_months < 1 OR p_most < 1 THEN
    RAISE EXCEPTION 'p_keep_months and p_most must be positive';
  END IF;
  IF NOT pg_try_advisory_xact_lock(7220501) THEN
    RETURN 0;
  END IF;
  PERFORM set_config('lock_timeout', '1s', true);
  FOREACH parent IN ARRAY ARRAY['profile_snapshot', 'post_snapshot'] LOOP
    FOR name IN
      SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = format('public.%I', parent)::regclass AND c.relname ~ ('^' || parent || '_[0-9]{4}_[0-9]{2}$')
        AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= boundary
    LOOP
      BEGIN
        EXECUTE format('DROP TABLE partitions.%I', name);
      EXCEPTION WHEN lock_not_available THEN
        CONTINUE;
      END;
    END LOOP;
    EXECUTE format('DELETE FROM partitions.%1$I WHERE ctid = ANY (ARRAY(SELECT ctid FROM partitions.%1$I WHERE captured_at < $1 LIMIT $2))',
      parent || '_default') USING boundary::timestamp AT TIME ZONE 'UTC', p_most - removed;
    GET DIAGNOSTICS more = ROW_COUNT;
    removed := removed + more;
  END LOOP;
  RETURN removed;
END
$$;
