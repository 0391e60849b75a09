/** Redis wiped and away, PostgreSQL restarted, in the middle of load. */
import { until } from '../../support/until.js';
import type { ApiCaller, Reply } from '../stage/caller.js';
import { LONG } from '../stage/stage.js';
import type { Stage } from '../stage/stage.js';

const QUEUED = LONG ? 10_000 : 2_000;
const ANSWER_MS = 1_000;
/** How many requests are under way at a time. */
const CALLERS = 4;
const AWAY_SECONDS = LONG ? 180 : 5;
/** The first requests of a process compile what they run, whatever there is of Redis. */
const WARM = 5;
/** So many tell how slow this machine is at the moment, and at most as many how it is without Redis. */
const ASKED = LONG ? 200 : 60;
const RESTARTS = LONG ? 5 : 1;

/** Nine of ten took no longer. Some are slow on a full machine; where requests wait for Redis, all of them do. */
const usual = (replies: readonly Reply[]): number => {
  const times = replies.map(({ took }) => took).sort((one, other) => one - other);
  return times[Math.ceil(times.length * 0.9) - 1] ?? Infinity;
};

interface Created {
  readonly id: string;
}

const ready = async (stage: Stage, ids: readonly string[]): Promise<number> => {
  const sql = `SELECT count(*)::int AS n FROM social_connection WHERE id = ANY($1) AND status = 'READY'`;
  return (await stage.rows.query<{ n: number }>(sql, [ids])).rows[0]?.n ?? 0;
};

const connect = (stage: Stage, api: ApiCaller): Promise<Reply<Created>> =>
  api.post<Created>('/connections', {
    talentId: stage.talentId,
    platform: 'bluesky',
    handle: stage.handle('empty-load'),
  });

/** People who connect and look, until they are told to stop; answers with what they were told is there. */
function load(stage: Stage): { readonly seen: Reply<Created>[]; readonly stop: () => Promise<void> } {
  const seen: Reply<Created>[] = [];
  let on = true;
  const work = async (at: number) => {
    const api = stage.callers[at % stage.callers.length];
    while (on && api) {
      seen.push(await connect(stage, api));
      await api.get('/connections?limit=20');
    }
  };
  const all = Promise.all(Array.from({ length: CALLERS }, (_, at) => work(at)));
  return {
    seen,
    stop: async () => {
      on = false;
      await all;
    },
  };
}

export function describeServersAway(given: () => Stage): void {
  it('Redis wiped with thousands queued and some active, then away: all arrive, and nobody waits for it', async () => {
    const stage = given();
    const [[api]] = await Promise.all([stage.twoApis(), stage.workers(3)]);
    const ids = await stage.due(Array.from({ length: QUEUED }, () => stage.handle('empty-queued')));
    const some = (share: number) =>
      until('some have arrived', async () => (await ready(stage, ids)) >= QUEUED * share, 300_000);

    const made: Reply<Created>[] = [];
    while (made.length < WARM + ASKED) made.push(await connect(stage, api));
    await some(0.05);
    await stage.services.flush();
    await some(0.2);
    await stage.services.flush();
    await stage.services.order('stop redis');
    const before = await ready(stage, ids);
    const during: Reply<Created>[] = [];
    const { rows: since } = await stage.rows.query<{ at: Date }>('SELECT now() AS at');
    await until(
      'it has been away for long',
      async () => {
        if (during.length < ASKED) during.push(await connect(stage, api));
        const sql = `SELECT now() > $1::timestamptz + make_interval(secs => $2) AS over`;
        return (await stage.rows.query<{ over: boolean }>(sql, [since[0]?.at, AWAY_SECONDS])).rows[0]?.over;
      },
      AWAY_SECONDS * 2_000,
    );
    await until('syncs go on without it', async () => (await ready(stage, ids)) > before || before === QUEUED);
    await stage.services.order('start redis');

    expect(usual(during)).toBeLessThan(usual(made.slice(WARM)) + ANSWER_MS);
    made.push(...during);
    expect(made.map(({ status }) => status)).toEqual(made.map(() => 201));
    await stage.becomes([...ids, ...made.map(({ body }) => body.id)], 'READY', 300_000);
    const { rows } = await stage.rows.query(
      `SELECT max(attempt) AS attempt, max(failures) AS failures FROM connection_sync`,
    );
    expect(rows).toEqual([{ attempt: 0, failures: 0 }]);
  });

  it('PostgreSQL restarted in the middle of load: 503 meanwhile, no acknowledged write lost, and it goes on by itself', async () => {
    const stage = given();
    await Promise.all([stage.twoApis(), stage.workers(3)]);
    const { seen, stop } = load(stage);
    const until201 = (from: number) =>
      until('writes are acknowledged', () => seen.slice(from).filter(({ status }) => status === 201).length >= 20);
    for (let restart = 0; restart < RESTARTS; restart += 1) {
      await until201(seen.length);
      const from = seen.length;
      await stage.services.order('stop postgres');
      await until('it is told that nothing can be done now', () =>
        seen.slice(from).some(({ status }) => status === 503),
      );
      await stage.services.order('start postgres');
      await until201(seen.length);
    }
    await stop();

    const refused = seen.filter(({ status }) => status !== 201);
    expect([...new Set(refused.map(({ status }) => status))]).toEqual([503]);
    expect(refused.every(({ headers }) => Number(headers.get('retry-after')) > 0)).toBe(true);
    const acknowledged = seen.filter(({ status }) => status === 201).map(({ body }) => body.id);
    const sql = 'SELECT count(*)::int AS n FROM social_connection WHERE id = ANY($1)';
    expect((await stage.rows.query(sql, [acknowledged])).rows).toEqual([{ n: acknowledged.length }]);
    await stage.becomes(acknowledged, 'READY');
  });
}
