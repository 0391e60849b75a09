/**
 * A day's work in little time: 100,000 connections whose platforms allow just what reading each of them once an hour takes.
 * What is called is held against what would have been enough.
 */
import { inRoot } from '../../../scripts/lib/paths.mjs';
import { say } from '../../../scripts/lib/steps.mjs';
import { toFigure, toPlainFigure, type Figure } from '../figures.ts';
import { PLATFORM_NAMES, type PlatformName, type World } from '../network/accounts.ts';
import type { Tally } from '../network/network.ts';
import type { Quota } from '../network/quotas.ts';
import { DrivenClock } from './driven-clock.ts';
import { BATCHES, minimumOf, totalOf, type Mix } from './minimum.ts';
import { onRig, type Rig } from './rig.ts';
import { makeConnections } from './rows.ts';
import { launchWorker } from './worker-process.ts';

const CONNECTIONS = Number(process.env['BENCH_CONNECTIONS'] ?? 100_000);
const WARM_UP_HOURS = Number(process.env['BENCH_WARM_UP_HOURS'] ?? 2);
const HOURS = Number(process.env['BENCH_HOURS'] ?? 3);
const WORKERS = 2;
const STEP_MS = 15_000;
const HOUR_MS = 3_600_000;
const TARGET_MINUTES = 60;
/** So often everything is to be read, so that nothing is ever older than the target. */
const INTERVAL_MINUTES = 58;
const KEPT_POSTS = 6;
/** Connections that are read together at most. */
const TOGETHER = 500;
/** What the platforms allow: a tenth more than the minimum, and the twentieth that is kept for people who wait. */
const ALLOWED = 1.1 / 0.95;

const EPOCH = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
const WORLD: World = {
  epoch: EPOCH,
  before: KEPT_POSTS,
  paces: [
    { share: 0.1, hours: 24 },
    { share: 0.3, hours: 7 * 24 },
    { share: 0.6, hours: 30 * 24 },
  ],
};
const MIX: Mix = {
  world: WORLD,
  count: CONNECTIONS,
  kept: KEPT_POSTS,
  platformOf: (number) => (number % 10 < 4 ? 'youtube' : number % 10 < 7 ? 'bluesky' : 'x'),
};

const STATED =
  `${CONNECTIONS} connections, 40 % YouTube, 30 % Bluesky, 30 % X, a tenth posting daily, three weekly, six monthly; ` +
  `${WORKERS} workers, real Redis and HTTP, ${HOURS} hours of a clock that stands while there is work and goes on by ${STEP_MS / 1_000} s; ` +
  `each read every ${INTERVAL_MINUTES} minutes; quotas an hour ${ALLOWED.toFixed(2)} × the minimum, of which the twentieth is kept for people who wait`;

interface Measured {
  readonly tally: Tally;
  readonly minimum: number;
  readonly oldestMinutes: number;
}

export function calls(): Promise<Figure[]> {
  const quotas = quotasOf(minimumOf(MIX, EPOCH + HOUR_MS));
  return onRig({ world: WORLD, now: EPOCH, shown: 50, quotas }, async (rig) => {
    await makeConnections(rig.system.adminUrl, {
      count: CONNECTIONS,
      agencies: 20,
      platformOf: MIX.platformOf,
      settled: { world: WORLD, now: EPOCH, intervalMs: INTERVAL_MINUTES * 60_000, posts: KEPT_POSTS },
    });
    const clock = new DrivenClock(rig, EPOCH);
    await clock.begin();
    await startWorkers(rig, clock, quotas);
    for (let hour = 0; hour < WARM_UP_HOURS; hour += 1) await goOn(rig, clock);
    await rig.network.tell({ forget: true });
    return figuresOf(await measure(rig, clock));
  });
}

async function startWorkers({ system, cleanup }: Rig, clock: DrivenClock, quotas: readonly Quota[]): Promise<void> {
  const environment = {
    ...system.environment,
    ...limitsOf(quotas),
    LOG_LEVEL: 'error',
    DRIVEN_FROM: String(clock.at),
    SYNC_INTERVAL_MINUTES: String(INTERVAL_MINUTES),
  };
  const program = inRoot('test', 'bench', 'engine', 'driven-worker.ts');
  const workers = Array.from({ length: WORKERS }, () => launchWorker(program, environment, cleanup));
  for (const worker of workers) {
    await worker.told();
    clock.drive(worker);
  }
}

/** One hour. @returns the worst 99th percentile of ages that was seen of a platform in it, in minutes */
async function goOn({ admin, network }: Rig, clock: DrivenClock): Promise<number> {
  const since = performance.now();
  const before = await network.tally();
  const oldest: Record<string, number> = {};
  for (let ms = 0; ms < HOUR_MS; ms += STEP_MS) {
    await clock.advance(STEP_MS);
    if (ms % (20 * STEP_MS) !== 0) continue;
    const { rows } = await admin.query<{ of: string; age: number }>(AGES, [new Date(clock.at)]);
    for (const { of, age } of rows) oldest[of] = Math.max(oldest[of] ?? 0, Number(Number(age).toFixed(1)));
  }
  const { calls: made, overQuota } = await network.tally();
  const grown = Object.entries(made).map(([name, count]) => `${name} ${count - (before.calls[name] ?? 0)}`);
  const took = ((performance.now() - since) / 1_000).toFixed(0);
  say(
    `    an hour in ${took} s: ${grown.join(', ')}; ${overQuota} over quota; p99 in minutes ${JSON.stringify(oldest)}`,
  );
  return Math.max(...Object.values(oldest));
}

const AGES = `
  SELECT coalesce(s.platform, 'all') AS of,
    extract(epoch FROM percentile_cont(0.99) WITHIN GROUP (ORDER BY $1::timestamptz - p.succeeded_at)) / 60 AS age
  FROM connection_product p JOIN connection_sync s USING (connection_id) WHERE p.product = 'profile' GROUP BY ROLLUP (s.platform)`;

async function measure(rig: Rig, clock: DrivenClock): Promise<Measured> {
  let minimum = 0;
  let oldestMinutes = 0;
  for (let hour = 0; hour < HOURS; hour += 1) {
    const least = minimumOf(MIX, clock.at);
    say(`    would be enough: ${JSON.stringify(least)}`);
    minimum += totalOf(least);
    oldestMinutes = Math.max(oldestMinutes, await goOn(rig, clock));
  }
  return { tally: await rig.network.tally(), minimum, oldestMinutes };
}

/**
 * Bluesky has one limit for everything; the others have limits of their own for what is packed. What YouTube's lists show that
 * is new is looked up by units as well: a call is allowed for so many accounts as are read together.
 */
function quotasOf(minimum: ReturnType<typeof minimumOf>): Quota[] {
  const { bluesky, x, youtube } = minimum;
  const details = Math.min(youtube.lists, Math.ceil((youtube.profiles * BATCHES.youtube.profiles) / TOGETHER));
  const allowed = (calls: number) => Math.ceil(calls * ALLOWED);
  const quota = (platform: PlatformName, kinds: Quota['kinds'], calls: number): Quota => ({
    ...{ platform, kinds, calls: allowed(calls), windowSeconds: HOUR_MS / 1_000 },
  });
  return [
    quota('bluesky', ['profiles', 'list', 'figures'], bluesky.profiles + bluesky.lists + bluesky.figures),
    quota('x', ['profiles'], x.profiles),
    quota('x', ['list'], x.lists),
    quota('x', ['figures'], x.figures),
    quota('youtube', ['profiles', 'list', 'details'], youtube.profiles + youtube.lists + details),
    quota('youtube', ['figures'], youtube.figures),
  ];
}

/** The classes that the product counts these calls in. */
const CLASSES: Readonly<Record<string, string>> = {
  'bluesky.profiles': 'appview',
  'x.profiles': 'users',
  'x.list': 'posts',
  'x.figures': 'post-lookup',
  'youtube.profiles': 'units',
  'youtube.figures': 'stats',
};

function limitsOf(quotas: readonly Quota[]): Record<string, string> {
  const written = PLATFORM_NAMES.map((platform) => [
    `${platform.toUpperCase()}_LIMITS`,
    quotas
      .filter((quota) => quota.platform === platform)
      .map(({ kinds, calls, windowSeconds }) => `${CLASSES[`${platform}.${kinds[0]}`]}=${calls}/${windowSeconds}`)
      .join(','),
  ]);
  return Object.fromEntries(written) as Record<string, string>;
}

function figuresOf({ tally, minimum, oldestMinutes }: Measured): Figure[] {
  const made = Object.values(tally.calls).reduce((sum, count) => sum + count, 0);
  const packed = PLATFORM_NAMES.flatMap((platform) =>
    (['profiles', 'figures', 'details'] as const).map((kind) => ({
      room: (tally.calls[`${platform}.${kind}`] ?? 0) * BATCHES[platform][kind === 'details' ? 'figures' : kind],
      taken: tally.items[`${platform}.${kind}`] ?? 0,
    })),
  );
  const sum = (of: 'room' | 'taken') => packed.reduce((total, one) => total + one[of], 0);
  return [
    toFigure(
      {
        figure: 'calls_vs_minimum',
        goal: { is: 'at most', value: 1.1 },
        unit: 'calls',
        product: STATED,
        floor:
          'for each hour, of the accounts’ own growth: full batches of profiles, one list for each count that moved, and posts that are new or whose figures fall due, packed full',
      },
      { ratio: made / minimum, product: made, floor: minimum, rounds: HOURS },
    ),
    toPlainFigure({
      figure: 'batch_fill',
      goal: { is: 'at least', value: 0.95 },
      unit: 'share',
      product: `accounts and posts asked for, of those that the same calls could have asked for; ${STATED}`,
      floor: 'every call full',
      value: sum('taken') / sum('room'),
      beside: 1,
      rounds: HOURS,
    }),
    toPlainFigure({
      figure: 'calls_over_quota',
      goal: { is: 'at most', value: 0 },
      unit: 'calls',
      product: `calls that the platforms refused, the warm-up apart; ${STATED}`,
      floor: 'calls that were made',
      value: tally.overQuota,
      beside: made,
      rounds: HOURS,
    }),
    toFigure(
      {
        figure: 'freshness_p99_over_target',
        goal: { is: 'at most', value: 1 },
        unit: 'minutes',
        product: `the 99th percentile of the ages of profiles on the platform where it was worst, looked at every five minutes; ${STATED}`,
        floor: 'the target',
      },
      {
        ratio: oldestMinutes / TARGET_MINUTES,
        product: oldestMinutes,
        floor: TARGET_MINUTES,
        rounds: HOURS,
      },
    ),
  ];
}
