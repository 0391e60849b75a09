import { aReadPost, aReadProfile } from '../../factories/normalized.js';
import { Stock } from '../../support/stock.js';

const DAY = 24 * 3_600_000;
const T0 = Date.parse('2026-03-02T12:00:00Z');
const onDay = (day: number) => new Date(T0 + day * DAY);

describe('how long what was read may be kept', () => {
  let stock: Stock;

  beforeAll(async () => {
    stock = await Stock.open();
  });
  beforeEach(() => stock.begin());
  afterAll(() => stock.close());

  /** Until which day, and when it last changed. */
  const profileOn = async (platform: string) => {
    const owner = await stock.connection(platform);
    return async (day: number) => {
      const subject = { ...owner, handle: 'mia', platformAccountId: `account:${owner.connectionId}` };
      const profile = aReadProfile(subject.platformAccountId, 'mia');
      await stock.in((tx) => stock.profiles.storeMany(tx, [{ subject, profile, readAt: onDay(day) }]));
      const [row] = await stock.all<{ until: Date | null; changed: Date }>(
        'SELECT expires_at AS until, changed_at AS changed FROM social_profile WHERE connection_id = $1',
        owner.connectionId,
      );
      return [row?.until, row?.changed];
    };
  };

  it('begins anew with each good read of a profile, and is written now and then: nothing has changed', async () => {
    const read = await profileOn('youtube');

    expect(await read(0)).toEqual([onDay(30), onDay(0)]);
    expect(await read(14)).toEqual([onDay(30), onDay(0)]);
    expect(await read(16)).toEqual([onDay(46), onDay(0)]);
  });

  it('begins anew with each page that shows a post again', async () => {
    const owner = await stock.connection('youtube');
    const kept = () =>
      stock.all<{ id: string; until: Date }>(
        'SELECT platform_post_id AS id, expires_at AS until FROM social_post WHERE connection_id = $1 ORDER BY 1',
        owner.connectionId,
      );

    await stock.store(onDay(0), [owner, [aReadPost('a'), aReadPost('b')]]);
    await stock.store(onDay(16), [owner, [aReadPost('b')]]);

    expect(await kept()).toEqual([
      { id: 'a', until: onDay(30) },
      { id: 'b', until: onDay(46) },
    ]);
  });

  it('is not limited where the platform does not', async () => {
    const read = await profileOn('bluesky');

    expect(await read(0)).toEqual([null, onDay(0)]);
    expect(await read(16)).toEqual([null, onDay(0)]);
  });
});
