/** What two platforms' syncs lose while a third platform takes calls and never answers. */
import { toFigure, type Figure } from '../figures.ts';
import type { PlatformName, World } from '../network/accounts.ts';
import { alternate } from '../rounds.ts';
import { makeDue, onRig, settled, until, type Rig } from './rig.ts';
import { makeConnections } from './rows.ts';

/** As many as a platform has slots for. */
const HANGING = Number(process.env['BENCH_SYNCS'] ?? 2_000);
/** Of each platform. They are read for half as long as a call may take: what the first moments cost counts in its proportion. */
const GOING = HANGING * 2;
/** So many since one alone tells little: the same syncs alone take a tenth more or less time from round to round. */
const ROUNDS = 15;
const HANGS: PlatformName = 'bluesky';
const OTHERS: readonly PlatformName[] = ['x', 'youtube'];
const CONNECTIONS = HANGING + GOING * OTHERS.length;
const HOUR_MS = 3_600_000;

/** Each account posts once an hour, so that each round lists each account's posts. */
const NOW = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 720 * HOUR_MS;
const WORLD: World = { epoch: NOW, before: 400, paces: [{ share: 1, hours: 1 }] };

export function othersWhileOneHangs(): Promise<Figure> {
  return onRig({ world: WORLD, now: NOW, shown: 25, quotas: [] }, async (rig) => {
    const all = [HANGS, ...OTHERS];
    const platformOf = (number: number) => (number < HANGING ? HANGS : (OTHERS[number % OTHERS.length] ?? HANGS));
    await makeConnections(rig.system.adminUrl, { count: CONNECTIONS, agencies: 4, platformOf });
    rig.startWorker();
    await settled(rig.admin, all, 500);
    await tended(rig);
    let now = NOW;
    const round = async (measure: () => Promise<number>) => {
      await rig.network.tell({ now: (now += HOUR_MS), forget: true });
      const rate = await measure();
      await rig.network.tell({ held: [] });
      await calm(rig);
      await tended(rig);
      return rate;
    };
    const measured = await alternate(ROUNDS, {
      product: () => round(() => whileHanging(rig)),
      floor: () => round(() => othersAlone(rig)),
    });
    return toFigure(DESCRIPTION, measured);
  });
}

const DESCRIPTION = {
  figure: 'others_while_one_hangs',
  goal: { is: 'at least', value: 0.95 },
  unit: 'syncs/s of the other platforms',
  product: `one worker as by default; of ${CONNECTIONS} connections ${HANGING} are due on a platform that takes calls and does not answer`,
  floor: 'the same syncs of the other two platforms with nothing due on the third',
} as const;

const UNBEGUN =
  'SELECT 1 FROM connection_sync WHERE platform = $1 AND next_sync_at <= now() AND NOT lease_started LIMIT 1';

/** The database's own upkeep, which would meet one side of a round and not the other, is done between the rounds. */
async function tended({ admin }: Rig): Promise<void> {
  await admin.query('ALTER SYSTEM SET autovacuum = off');
  await admin.query('SELECT pg_reload_conf()');
  await admin.query('VACUUM ANALYZE');
  await admin.query('CHECKPOINT');
}

/** The hanging platform has all the calls that it gets before the others begin. */
async function whileHanging(rig: Rig): Promise<number> {
  await rig.network.tell({ held: [HANGS] });
  await makeDue(rig.admin, [HANGS]);
  await until(async () => (await rig.admin.query(UNBEGUN, [HANGS])).rowCount === 0);
  await until(async () => (await rig.network.tally()).arrivals.length > 0);
  return othersAlone(rig);
}

async function othersAlone({ admin }: Rig): Promise<number> {
  await makeDue(admin, OTHERS);
  const begun = `SELECT 1 FROM connection_sync WHERE lease_owner IS NOT NULL AND platform = ANY($1) LIMIT 1`;
  await until(async () => (await admin.query(begun, [OTHERS])).rowCount === 1);
  const since = performance.now();
  await settled(admin, OTHERS);
  return GOING * OTHERS.length * (1_000 / (performance.now() - since));
}

/** What hung is put off, so that the next round begins with nothing due. */
async function calm({ admin }: Rig): Promise<void> {
  await admin.query(
    `UPDATE connection_sync SET next_sync_at = now() + interval '1 day' WHERE platform = $1 AND lease_owner IS NULL`,
    [HANGS],
  );
  await until(async () => {
    await admin.query(
      `UPDATE connection_sync SET next_sync_at = now() + interval '1 day' WHERE platform = $1 AND lease_owner IS NULL AND next_sync_at <= now()`,
      [HANGS],
    );
    return (await admin.query('SELECT 1 FROM connection_sync WHERE lease_owner IS NOT NULL LIMIT 1')).rowCount === 0;
  }, 200);
}
