import { AccessApp, PASSPHRASE } from './access-app.js';
import { StaffService } from '../../../backend/src/access/staff.service.js';

describe('creating staff', () => {
  let app: AccessApp;
  let staff: StaffService;
  beforeAll(async () => {
    app = await AccessApp.start();
    staff = app.app.get(StaffService);
  });
  afterAll(() => app.stop());

  const owner = { agencyName: ' Northlight ', name: ' Ada ', email: ' Ada@Example.com ', passphrase: PASSPHRASE };

  it('makes an agency and its owner together, and records both', async () => {
    const { agencyId, userId } = await staff.createOwner({ ...owner, demo: true });
    const rows = await app.sql(
      'SELECT a.name AS agency, a.demo, u.id, u.name, u.email, u.role FROM agency a JOIN app_user u ON u.agency_id = a.id WHERE a.id = $1',
      [agencyId],
    );
    expect(rows).toEqual([
      { agency: 'Northlight', demo: true, id: userId, name: 'Ada', email: 'ada@example.com', role: 'owner' },
    ]);
    const records = await app.sql(
      'SELECT action, actor_kind, target_id FROM change WHERE agency_id = $1 ORDER BY seq',
      [agencyId],
    );
    expect(records).toEqual([
      { action: 'agency.created', actor_kind: 'system', target_id: agencyId },
      { action: 'staff.created', actor_kind: 'system', target_id: userId },
    ]);
  });

  it('refuses an e-mail that is taken, in whichever agency, and leaves nothing behind', async () => {
    const before = await app.sql(
      'SELECT (SELECT count(*) FROM agency) AS agencies, (SELECT count(*) FROM change) AS changes',
    );
    await expect(staff.createOwner({ ...owner, agencyName: 'Second' })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(
      await app.sql('SELECT (SELECT count(*) FROM agency) AS agencies, (SELECT count(*) FROM change) AS changes'),
    ).toEqual(before);
  });

  it('lets one of many at the same time have the e-mail', async () => {
    const tries = Array.from({ length: 8 }, () => staff.createOwner({ ...owner, email: 'one@example.com' }));
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('holds everybody to the passphrase policy', async () => {
    const weak = { ...owner, email: 'weak@example.com', passphrase: 'iloveyou' };
    await expect(staff.createOwner(weak)).rejects.toMatchObject({ status: 422 });
    expect(await app.sql(`SELECT 1 FROM app_user WHERE email = 'weak@example.com'`)).toEqual([]);
  });
});
