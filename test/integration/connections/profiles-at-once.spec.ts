import type { AccountOwner } from '../../../backend/src/connections/account-names.js';
import { ACCOUNT_TYPES } from '../../../backend/src/platforms/contract/normalized.js';
import type { AccountType, NormalizedProfile } from '../../../backend/src/platforms/contract/normalized.js';
import { aReadProfile } from '../../factories/normalized.js';
import { Stock } from '../../support/stock.js';

const T0 = Date.parse('2026-03-02T12:00:00Z');
const HOUR = 3_600_000;

/** The factory of connections gives each an account of this id. */
const accountOf = ({ connectionId }: AccountOwner) => `account:${connectionId}`;

describe('profiles of many connections, stored at once', () => {
  let stock: Stock;

  beforeAll(async () => {
    stock = await Stock.open();
  });
  beforeEach(() => stock.begin());
  afterAll(() => stock.close());

  /** Connected and read before, under this handle; `fresh`: never read. */
  const known = async (handle: string, fresh = false): Promise<AccountOwner> => {
    const owner = await stock.connection();
    await stock.rows.query(
      `UPDATE social_connection SET handle = $2, normalized_handle = $2, url = 'https://example.com/' || $2,
         platform_account_id = CASE WHEN $3 THEN NULL ELSE platform_account_id END WHERE id = $1`,
      [owner.connectionId, handle, fresh],
    );
    return {
      ...owner,
      handle,
      platformAccountId: fresh ? null : accountOf({ ...owner, handle, platformAccountId: null }),
    };
  };
  const read = (owner: AccountOwner, handle: string, given: Partial<NormalizedProfile> = {}) =>
    [owner, aReadProfile(accountOf(owner), handle, given)] as const;
  const store = async (hours: number, ...reads: (readonly [AccountOwner, NormalizedProfile])[]) => {
    const readAt = new Date(T0 + hours * HOUR);
    const refused = await stock.in((tx) =>
      stock.profiles.storeMany(
        tx,
        reads.map(([subject, profile]) => ({ subject, profile, readAt })),
      ),
    );
    return Object.fromEntries([...refused].map(([connectionId, { code }]) => [connectionId, code]));
  };
  const handles = () =>
    stock.all<{ handle: string; current: boolean }>(
      'SELECT handle, handle_current AS current FROM social_connection WHERE agency_id = $1 ORDER BY id',
      stock.agencyId,
    );
  const byId = <T extends { readonly connectionId: string }>(owners: readonly T[]) =>
    owners.toSorted((one, other) => (one.connectionId < other.connectionId ? -1 : 1));
  const changes = () =>
    stock.all<{ connection_id: string; field: string; before: string; after: string }>(
      'SELECT connection_id, field, before, after FROM profile_field_change WHERE agency_id = $1 ORDER BY field, before',
      stock.agencyId,
    );
  const alerts = () =>
    stock.all<{ connection_id: string; code: string; facts: object }>(
      'SELECT connection_id, code, facts FROM alert WHERE agency_id = $1 ORDER BY 1',
      stock.agencyId,
    );
  const writers = () =>
    stock.all(
      `SELECT c.xmin::text AS one, f.xmin::text AS two FROM social_connection c JOIN social_profile f ON f.connection_id = c.id
       WHERE c.agency_id = $1 ORDER BY c.id`,
      stock.agencyId,
    );

  it('writes each its own, and nothing of those that did not change', async () => {
    const [mia, noa] = [await known('mia'), await known('noa')];
    await store(0, read(mia, 'mia', { bio: 'One' }), read(noa, 'noa', { bio: 'Two' }));
    const before = await writers();

    expect(await store(1, read(mia, 'mia', { bio: 'One' }), read(noa, 'noa', { bio: 'Two' }))).toEqual({});
    expect(await writers()).toEqual(before);

    await store(2, read(mia, 'mia', { bio: 'One' }), read(noa, 'noa', { bio: 'New', displayName: 'Noa' }));
    const bios = await stock.all<{ bio: string }>(
      'SELECT bio FROM social_profile WHERE connection_id = ANY($1) ORDER BY bio',
      [mia.connectionId, noa.connectionId],
    );
    expect(bios).toEqual([{ bio: 'New' }, { bio: 'One' }]);
    const found = (await changes()).filter(({ before: was }) => was === 'Two' || was === 'noa');
    expect(found).toEqual([
      { connection_id: noa.connectionId, field: 'bio', before: 'Two', after: 'New' },
      { connection_id: noa.connectionId, field: 'displayName', before: 'noa', after: 'Noa' },
    ]);
  });

  it('an account that became of another kind is one change; told for the first time, or as before, it is none', async () => {
    const [mia, noa] = [await known('mia'), await known('noa')];
    const both = (hours: number, one: AccountType | null, two: AccountType | null) =>
      store(hours, read(mia, 'mia', { accountType: one }), read(noa, 'noa', { accountType: two }));
    const kinds = () =>
      stock.all<{ id: string; kind: string | null }>(
        'SELECT connection_id AS id, account_type AS kind FROM social_profile WHERE agency_id = $1 ORDER BY account_type',
        stock.agencyId,
      );
    await both(0, 'affiliate', null);
    await both(1, 'affiliate', 'standard');
    expect(await kinds()).toEqual([
      { id: mia.connectionId, kind: 'affiliate' },
      { id: noa.connectionId, kind: 'standard' },
    ]);
    expect((await changes()).filter(({ field }) => field === 'accountType')).toEqual([]);

    const before = await writers();
    await both(2, 'affiliate', 'standard');
    expect(await writers()).toEqual(before);

    await both(3, 'partner', 'standard');
    await both(4, 'partner', 'standard');
    expect((await changes()).filter(({ field }) => field === 'accountType')).toEqual([
      { connection_id: mia.connectionId, field: 'accountType', before: 'affiliate', after: 'partner' },
    ]);
    expect((await kinds()).map(({ kind }) => kind)).toEqual(['partner', 'standard']);
  });

  it('keeps every kind of account there is a word for', async () => {
    const mia = await known('mia');
    for (const [hours, accountType] of ACCOUNT_TYPES.entries()) await store(hours, read(mia, 'mia', { accountType }));
    const found = (await changes()).filter(({ field }) => field === 'accountType').map(({ after }) => after);
    expect(found.toSorted()).toEqual(ACCOUNT_TYPES.slice(1).toSorted());
  });

  it('two that swapped their handles both keep one, with their history and without alarm', async () => {
    const [mia, noa] = [await known('mia'), await known('noa')];
    await store(0, read(mia, 'mia', { displayName: 'M' }), read(noa, 'noa', { displayName: 'N' }));

    await store(1, read(mia, 'noa', { displayName: 'M' }), read(noa, 'mia', { displayName: 'N' }));

    const swapped = byId([
      { ...mia, now: 'noa' },
      { ...noa, now: 'mia' },
    ]);
    expect(await handles()).toEqual(swapped.map(({ now }) => ({ handle: now, current: true })));
    expect((await changes()).filter(({ field }) => field === 'handle')).toEqual([
      { connection_id: mia.connectionId, field: 'handle', before: 'mia', after: 'noa' },
      { connection_id: noa.connectionId, field: 'handle', before: 'noa', after: 'mia' },
    ]);
    expect(await alerts()).toEqual([]);
  });

  it('who went by a handle that another account has now loses it, and is told', async () => {
    const [mia, noa] = [await known('mia'), await known('noa')];

    await store(0, read(noa, 'mia'));

    expect(await handles()).toEqual(
      byId([
        { ...mia, so: false },
        { ...noa, so: true },
      ]).map(({ so }) => ({ handle: 'mia', current: so })),
    );
    expect(await alerts()).toEqual([
      { connection_id: mia.connectionId, code: 'PROFILE_HANDLE_REASSIGNED', facts: { handle: 'mia' } },
    ]);
  });

  it('refuses the one and stores the others: another account, and one that is connected already', async () => {
    const [mia, noa, twin, first] = [
      await known('mia'),
      await known('noa'),
      await known('twin', true),
      await known('first', true),
    ];

    const refused = await store(
      0,
      [mia, aReadProfile('somebody else', 'mia')],
      [twin, aReadProfile(accountOf(noa), 'noa')],
      read(noa, 'noa', { bio: 'Stored' }),
      [first, aReadProfile('new', 'first', { bio: 'Stored' })],
    );

    expect(refused).toEqual({
      [mia.connectionId]: 'PROFILE_HANDLE_REASSIGNED',
      [twin.connectionId]: 'PROFILE_DUPLICATE',
    });
    const stored = await stock.all<{ id: string }>(
      `SELECT connection_id AS id FROM social_profile WHERE agency_id = $1 AND bio = 'Stored'`,
      stock.agencyId,
    );
    expect(stored.map(({ id }) => id).sort()).toEqual([noa.connectionId, first.connectionId].sort());
    expect(await alerts()).toEqual([]);
  });

  it('of two newcomers that turn out to be one account the first has it', async () => {
    const [one, other] = [await known('one', true), await known('other', true)];

    const refused = await store(0, [one, aReadProfile('same', 'same')], [other, aReadProfile('same', 'same')]);

    expect(refused).toEqual({ [other.connectionId]: 'PROFILE_DUPLICATE' });
    expect((await handles()).map(({ handle }) => handle).sort()).toEqual(['other', 'same']);
  });

  it('leaves out who is gone', async () => {
    const [mia, gone] = [await known('mia'), await known('gone')];
    await stock.rows.query('DELETE FROM social_connection WHERE id = $1', [gone.connectionId]);

    expect(await store(0, read(gone, 'gone'), read(mia, 'mia', { bio: 'There' }))).toEqual({});
    expect(await stock.all('SELECT bio FROM social_profile WHERE agency_id = $1', stock.agencyId)).toEqual([
      { bio: 'There' },
    ]);
  });

  it('notes figures as they move, and once a day', async () => {
    const [mia, noa] = [await known('mia'), await known('noa')];
    const note = (hours: number, followers: number) =>
      stock.in((tx) =>
        stock.posts.recordSnapshots(
          tx,
          [mia, noa].map((subject, nth) => {
            const metrics = { followers: nth === 0 ? followers : 7, following: null, posts: null, views: null };
            const profile = aReadProfile(accountOf(subject), subject.handle, { metrics });
            return { subject, profile, capturedAt: new Date(T0 + hours * HOUR) };
          }),
        ),
      );
    for (const [hours, followers] of [
      [0, 1],
      [1, 2],
      [2, 2],
      [22.9, 2],
      [23, 2],
      [24, 2],
    ] as const)
      await note(hours, followers);

    const history = async ({ connectionId }: AccountOwner) =>
      (
        await stock.all<{ at: Date; followers: string }>(
          'SELECT captured_at AS at, followers FROM profile_snapshot WHERE connection_id = $1 ORDER BY 1',
          connectionId,
        )
      ).map(({ at, followers }) => [(at.getTime() - T0) / HOUR, followers]);
    expect(await history(mia)).toEqual([
      [0, '1'],
      [1, '2'],
      [24, '2'],
    ]);
    expect(await history(noa)).toEqual([
      [0, '7'],
      [23, '7'],
    ]);
  });
});
