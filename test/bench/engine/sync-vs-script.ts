/**
 * Syncs in which every post has changed and one is new, by a worker as in production, against a bare script that does the same
 * requests. The same syncs tell how many of the updates were hot.
 */
import { inRoot } from '../../../scripts/lib/paths.mjs';
import type { World } from '../network/accounts.ts';
import { NAMES } from '../network/names.ts';
import { toFigure, type Figure } from '../figures.ts';
import { alternateAll } from '../rounds.ts';
import { readUpdates, toHotShare } from './hot-share.ts';
import { makeDue, onRig, settled, until, type Rig, type Surroundings } from './rig.ts';
import { makeConnections } from './rows.ts';
import type { ScriptSettings } from './sync-script-settings.ts';
import { launchWorker, type WorkerProcess } from './worker-process.ts';

const CONNECTIONS = Number(process.env['BENCH_SYNCS'] ?? 2_000);
/** One takes two seconds, in which other work on the machine counts for much. */
const ROUNDS = 15;
const POSTS = 25;
const CONCURRENCY = 8;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BLUESKY = ['bluesky'];

/** Each account posts once an hour; the platforms' clock goes on by an hour before each round. */
function surroundings(): Surroundings {
  const now = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 30 * DAY_MS;
  const world: World = { epoch: now, before: 400, paces: [{ share: 1, hours: 1 }] };
  return { world, now, shown: POSTS, quotas: [] };
}

export function syncVsScript(): Promise<Figure[]> {
  const around = surroundings();
  return onRig(around, async (rig) => {
    await makeConnections(rig.system.adminUrl, { count: CONNECTIONS, agencies: 4, platformOf: () => 'bluesky' });
    const slots = String(CONCURRENCY);
    const product = rig.startWorker({ SYNC_CONCURRENCY: slots, SYNC_PLATFORM_CONCURRENCY: slots });
    await settled(rig.admin, BLUESKY, 500);
    await rig.admin.query('VACUUM ANALYZE');
    const script = await startScript(rig);
    const before = await readUpdates(rig.admin);
    let { now } = around;
    let ownUpdates = 0;
    const tomorrow = () => rig.network.tell({ now: (now += HOUR_MS), forget: true });
    const { cpu, rate } = await alternateAll(ROUNDS, {
      product: async () => {
        await tomorrow();
        ownUpdates += CONNECTIONS;
        return productRound(rig, product);
      },
      floor: async () => {
        await tomorrow();
        return scriptRound(rig, script);
      },
    });
    const hot = toHotShare(before, await readUpdates(rig.admin), ownUpdates);
    return [toFigure(CPU, cpu), toFigure(RATE, rate), hot];
  });
}

const CASE = `${POSTS} posts, one of them new and all others with new figures; profiles asked ${POSTS} at a time`;
const FLOOR = 'a script with the same requests: undici, JSON.parse, one unnest upsert an account on pg';

const CPU = {
  figure: 'sync_cpu_vs_script',
  goal: { is: 'at most', value: 2 },
  unit: 'ms of CPU a sync',
  product: `process.cpuUsage of the worker process, PostgreSQL and the platforms apart; ${CASE}`,
  floor: `process.cpuUsage of ${FLOOR}`,
} as const;

const RATE = {
  figure: 'syncs_per_second_vs_script',
  goal: { is: 'at least', value: 0.5 },
  unit: 'syncs/s',
  product: `one worker, ${CONCURRENCY} slots, ${CONNECTIONS} connections due at once; ${CASE}`,
  floor: `${FLOOR}, ${CONCURRENCY} at a time`,
} as const;

type Spent = Record<'cpu' | 'rate', number>;
const spent = (cpuMs: number, tookMs: number): Spent => ({
  cpu: cpuMs / CONNECTIONS,
  rate: (CONNECTIONS * 1_000) / tookMs,
});

/** From the first claim on: how soon a worker looks is not what is measured here. */
async function productRound({ admin, network }: Rig, worker: WorkerProcess): Promise<Spent> {
  const cpu = await worker.cpuMs();
  await makeDue(admin, BLUESKY);
  await until(
    async () =>
      (await admin.query('SELECT 1 FROM connection_sync WHERE lease_owner IS NOT NULL LIMIT 1')).rowCount === 1,
  );
  const since = performance.now();
  await settled(admin, BLUESKY);
  const tookMs = performance.now() - since;
  const { calls } = await network.tally();
  if ((calls['bluesky.list'] ?? 0) < CONNECTIONS) throw new Error(`Posts were not listed: ${JSON.stringify(calls)}`);
  return spent((await worker.cpuMs()) - cpu, tookMs);
}

async function scriptRound({ network }: Rig, script: WorkerProcess): Promise<Spent> {
  const cpu = await script.cpuMs();
  script.send({ go: true });
  const { tookMs } = (await script.told()) as { readonly tookMs: number };
  const { calls } = await network.tally();
  if (calls['bluesky.list'] !== CONNECTIONS) throw new Error('The script left accounts out.');
  return spent((await script.cpuMs()) - cpu, tookMs);
}

async function startScript({ admin, system, network, cleanup }: Rig): Promise<WorkerProcess> {
  await admin.query(
    `CREATE TABLE script_post (account_id text, post_id text, kind text, url text, text text, published_at timestamptz, language text, likes bigint,
       comments bigint, shares bigint, quotes bigint, saves bigint, PRIMARY KEY (account_id, post_id))`,
  );
  await admin.query('GRANT ALL ON script_post TO rostrum_app');
  const settings: ScriptSettings = {
    databaseUrl: system.appUrl,
    networkUrl: network.url,
    accounts: Array.from({ length: CONNECTIONS }, (_, number) => NAMES.bluesky.accountId(number)),
    concurrency: CONCURRENCY,
  };
  const program = inRoot('test', 'bench', 'engine', 'sync-script.ts');
  return launchWorker(program, { SCRIPT: JSON.stringify(settings) }, cleanup);
}
