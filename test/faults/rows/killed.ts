/** SIGKILL at each marked point of a sync; and again and again at the same one. */
import { until } from '../../support/until.js';
import { lockTable } from '../stage/locks.js';
import { aGate } from '../stage/platforms.js';
import type { Call } from '../stage/platforms.js';
import type { Program } from '../stage/processes.js';
import { RECOVERY_MS } from '../stage/stage.js';
import type { Stage } from '../stage/stage.js';

const WORKERS = 3;
const POSTS = 200;
/** So many before it is set aside. */
const CRASHES = 3;

interface Victim {
  readonly id: string;
  readonly handle: string;
}

/** Brings the victim's sync to the point and kills whoever runs it there. */
type Death = (stage: Stage, connect: () => Promise<Victim>) => Promise<Victim>;

const isProfile = ({ path }: Call) => path.includes('getProfile');
const isPage = (page: 1 | 2) => (call: Call) =>
  call.path.endsWith('getAuthorFeed') && call.target.includes('cursor=') === (page === 2);

/** The sync stands at this call, and only its worker's death or `open` lets it go on. */
async function held(stage: Stage, connect: () => Promise<Victim>, which: (call: Call) => boolean) {
  const gate = aGate();
  const lift = stage.platforms.rule((call) => (which(call) ? { kind: 'hold', until: gate.opened } : null));
  const victim = await connect();
  await until('the call is made', () => stage.platforms.calls.some(which));
  const worker = await until('somebody runs it', () => stage.holder(victim.id));
  const open = () => {
    lift();
    gate.open();
  };
  return { victim, worker, open };
}

const atCall =
  (which: (call: Call) => boolean): Death =>
  async (stage, connect) => {
    const { victim, worker, open } = await held(stage, connect, which);
    await worker.kill();
    open();
    return victim;
  };

async function standingAt(
  stage: Stage,
  table: 'sync_run' | 'social_post',
  go: () => Promise<void> | void,
): Promise<void> {
  const locked = await lockTable(stage.rows, table);
  try {
    await go();
    const name = await locked.waiting();
    await stage.named(name)?.kill();
  } finally {
    await locked.release();
  }
}

const POINTS: readonly (readonly [string, Death])[] = [
  [
    'after the claim, before it has begun',
    async (stage, connect) => {
      const found: Victim[] = [];
      await standingAt(stage, 'sync_run', async () => void found.push(await connect()));
      return found[0] ?? { id: '', handle: '' };
    },
  ],
  ['after it has begun', atCall(isProfile)],
  [
    'in the middle of a page’s transaction',
    async (stage, connect) => {
      const { victim, open } = await held(stage, connect, isPage(1));
      await standingAt(stage, 'social_post', open);
      return victim;
    },
  ],
  ['between two pages', atCall(isPage(2))],
  [
    'before its end',
    async (stage, connect) => {
      const { victim, open } = await held(stage, connect, isPage(2));
      await standingAt(stage, 'sync_run', open);
      return victim;
    },
  ],
  [
    'after the commit of its end, which the queue has not heard of',
    async (stage, connect) => {
      const { victim, worker, open } = await held(stage, connect, isPage(2));
      await stage.services.withRedis(async (redis) => {
        await redis.call('CLIENT', 'PAUSE', '10000', 'WRITE');
        open();
        await until('its end is committed', () => stage.are([victim.id], 'READY'));
        await worker.kill();
        await redis.call('CLIENT', 'UNPAUSE');
      });
      return victim;
    },
  ],
];

interface Account {
  readonly status: string;
  readonly posts: number;
  readonly alive: number;
  readonly snapshots: number;
  readonly crashes: number;
  readonly ended: number;
}

async function accountOf(stage: Stage, id: string): Promise<Account | undefined> {
  const { rows } = await stage.rows.query<Account>(
    `SELECT c.status, s.crash_count AS crashes,
       (SELECT count(*)::int FROM social_post p WHERE p.connection_id = c.id) AS posts,
       (SELECT count(DISTINCT platform_post_id)::int FROM social_post p WHERE p.connection_id = c.id AND p.deleted_at IS NULL) AS alive,
       (SELECT count(DISTINCT captured_at::date)::int FROM profile_snapshot n WHERE n.connection_id = c.id) AS snapshots,
       (SELECT count(*)::int FROM sync_run r WHERE r.connection_id = c.id AND r.outcome = 'ok') AS ended
     FROM social_connection c JOIN connection_sync s ON s.connection_id = c.id WHERE c.id = $1`,
    [id],
  );
  return rows[0];
}

/** How long after a moment the sync began that ended well, in milliseconds, both by the database. */
async function begunAfter(stage: Stage, id: string, since: Date | undefined): Promise<number | undefined> {
  const { rows } = await stage.rows.query<{ took: number }>(
    `SELECT extract(epoch FROM started_at - $2::timestamptz)::float8 * 1000 AS took FROM sync_run WHERE connection_id = $1 AND outcome = 'ok'`,
    [id, since],
  );
  return rows[0]?.took;
}

export function describeKills(given: () => Stage): void {
  describe('SIGKILL', () => {
    it.each(POINTS)('of the worker %s: begun anew in time, READY, and nothing twice', async (_, death) => {
      const stage = given();
      await stage.workers(WORKERS);
      const handle = stage.handle('huge-killed');
      const victim = await death(stage, async () => ({ id: await connect(stage, handle), handle }));
      const { rows } = await stage.rows.query<{ at: Date }>('SELECT now() AS at');

      await Promise.all([stage.becomes([victim.id], 'READY'), stage.workers(WORKERS)]);

      expect(await begunAfter(stage, victim.id, rows[0]?.at)).toBeLessThan(RECOVERY_MS);
      expect(await accountOf(stage, victim.id)).toEqual({
        status: 'READY',
        posts: POSTS,
        alive: POSTS,
        snapshots: 1,
        crashes: 0,
        ended: 1,
      });
    });

    it('of the same sync again and again: poison after exactly three, and nobody else is harmed', async () => {
      const stage = given();
      await stage.workers(WORKERS);
      const handle = stage.handle('empty-poison');
      const replaced: Promise<unknown>[] = [];
      let asked = 0;
      stage.platforms.rule((call) => (call.target.includes(handle) ? { kind: 'silence' } : null));
      const calls = () => stage.platforms.calls.filter(({ target }) => target.includes(handle)).length;
      const beside = Array.from({ length: 12 }, () => stage.handle('empty-neighbour'));
      const [poison = '', ...neighbours] = await stage.due([handle, ...beside]);
      // Whoever stands still for longer than a lease has crashed as well: there may be fewer kills.
      const next = () =>
        until<Program | 'never'>('it is tried again, or never again', async () => {
          if (await stage.are([poison], 'ERROR')) return 'never';
          return calls() > asked && stage.holder(poison);
        });

      for (let worker = await next(); worker !== 'never'; worker = await next()) {
        asked = calls();
        await worker.kill();
        replaced.push(stage.workers(WORKERS));
        await stage.becomes(neighbours, 'READY'); // whoever was in the same boat the first time is not a second time
      }
      await Promise.all(replaced);

      const { rows } = await stage.rows.query(
        `SELECT c.last_code AS code, (SELECT count(*)::int FROM sync_run r WHERE r.connection_id = c.id) AS runs,
           (SELECT count(*)::int FROM alert a WHERE a.connection_id = c.id AND a.closed_at IS NULL) AS alerts
         FROM social_connection c WHERE c.id = $1`,
        [poison],
      );
      expect(rows).toEqual([{ code: 'WORKER_LOST', runs: CRASHES, alerts: 1 }]);
      expect(calls()).toBeLessThanOrEqual(CRASHES);
      const harmed = await stage.rows.query(
        `SELECT connection_id FROM alert WHERE connection_id = ANY($1) UNION
         SELECT id FROM social_connection WHERE id = ANY($1) AND last_code IS NOT NULL`,
        [neighbours],
      );
      expect(harmed.rows).toEqual([]);
    });
  });
}

async function connect(stage: Stage, handle: string): Promise<string> {
  const [id = ''] = await stage.due([handle], 'bluesky', 0);
  return id;
}
