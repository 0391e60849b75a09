import pg from 'pg';

const DENIED = '42501';

describe('the role of the application', () => {
  let app: pg.Client;

  beforeAll(async () => {
    app = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await app.connect();
  });
  afterAll(() => app.end());

  it.each([
    ['makes no table', 'CREATE TABLE intruder (id int)'],
    ['changes no table', 'ALTER TABLE talent ADD COLUMN intruder int'],
    ['drops no table', 'DROP TABLE talent'],
    ['empties no table', 'TRUNCATE talent'],
    ['switches row-level security off nowhere', 'ALTER TABLE talent DISABLE ROW LEVEL SECURITY'],
    ['rewrites no audit event', 'UPDATE audit_event SET seq = 1'],
    ['deletes no audit event', 'DELETE FROM audit_event'],
    ['deletes no change', 'DELETE FROM change'],
    ['rewrites no change', "UPDATE change SET action = 'nothing'"],
    ['deletes no audit detail', 'DELETE FROM audit_detail'],
    ['rewrites no address in an audit detail', 'UPDATE audit_detail SET address = NULL'],
    ['enters no partition by the back door', 'SELECT FROM partitions.profile_snapshot_default'],
    ['writes nothing into the book of migrations', 'DELETE FROM _prisma_migrations'],
    ['makes no role', 'CREATE ROLE intruder'],
  ])('%s', async (_what, sql) => {
    await expect(app.query(sql)).rejects.toMatchObject({ code: DENIED });
  });

  it('is neither superuser nor free of row-level security, and owns nothing', async () => {
    const { rows } = await app.query(`SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
        (SELECT count(*)::int FROM pg_class WHERE relowner = pg_roles.oid) AS owned
      FROM pg_roles WHERE rolname = current_user`);

    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owned: 0 },
    ]);
  });

  it('may mark a change as chained', async () => {
    await expect(app.query('UPDATE change SET chained = true')).resolves.toMatchObject({ command: 'UPDATE' });
  });

  it('cannot put tables of its own before those that the owner’s functions read', async () => {
    await app.query('BEGIN');
    await app.query(`CREATE TEMPORARY TABLE session (expires_at timestamptz)`);
    await app.query('GRANT ALL ON session TO PUBLIC');
    await app.query(`INSERT INTO session VALUES ('2000-01-01')`);

    await app.query(`SELECT sweep_expired('2001-01-01')`);

    const { rowCount } = await app.query('SELECT FROM pg_temp.session');
    await app.query('ROLLBACK');
    expect(rowCount).toBe(1);
  });

  it('finds every function of the owner looking among temporary tables last', async () => {
    const { rows } = await app.query<{ path: string }>(
      `SELECT DISTINCT array_to_string(proconfig, ';') AS path FROM pg_proc
       WHERE pronamespace = 'public'::regnamespace AND prosecdef`,
    );

    expect(rows).toEqual([{ path: 'search_path=pg_catalog, public, pg_temp' }]);
  });
});
