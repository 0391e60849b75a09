/** How long a sync stands still when the worker that reads is killed in the middle of it, against Bull by itself. */
import { inRoot } from '../../../scripts/lib/paths.mjs';
import { toPlainFigure, type Figure } from '../figures.ts';
import type { World } from '../network/accounts.ts';
import { makeDue, onRig, settled, until, type Rig } from './rig.ts';
import { makeConnections } from './rows.ts';
import { launchWorker } from './worker-process.ts';

const KILLS = 3;
const NOW = Date.now();
const WORLD: World = { epoch: NOW, before: 30, paces: [{ share: 1, hours: 24 }] };

export function recovery(): Promise<Figure> {
  return onRig({ world: WORLD, now: NOW, shown: 25, quotas: [] }, async (rig) => {
    await makeConnections(rig.system.adminUrl, { count: 1, agencies: 1, platformOf: () => 'bluesky' });
    const [product, bull] = await Promise.all([productSeconds(rig), bullSeconds(rig)]);
    return toPlainFigure({
      figure: 'recovery_after_sigkill_s',
      goal: { is: 'at most', value: 35 },
      unit: 's',
      product: `worker killed while the platform's answer was awaited, until another asks the platform again; the longest of ${KILLS}, lease as by default`,
      floor: 'Bull alone, as it is set by default: worker killed in the middle of a job, until another begins it again',
      value: Math.max(...product),
      beside: bull,
      rounds: KILLS,
    });
  });
}

/** Two workers; whichever reads is killed, and another takes its place before the next round. */
async function productSeconds({ admin, network, startWorker }: Rig): Promise<number[]> {
  const workers = [startWorker(), startWorker()];
  const taken: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    await settled(admin, ['bluesky'], 100);
    await network.tell({ held: ['bluesky'], forget: true });
    await makeDue(admin, ['bluesky']);
    const owner = await until(async () => {
      if ((await network.tally()).arrivals.length === 0) return null;
      return (
        (await admin.query<{ lease_owner: string }>('SELECT lease_owner FROM connection_sync')).rows[0]?.lease_owner ??
        null
      );
    });
    const reading = workers.findIndex(({ pid }) => owner.split(':')[1] === String(pid));
    await workers[reading]?.kill();
    const since = Date.now();
    const [, again] = await until(async () => {
      const { arrivals } = await network.tally();
      return arrivals.length >= 2 && arrivals;
    }, 50);
    taken.push(((again?.at ?? 0) - since) / 1_000);
    await network.tell({ held: [] });
    workers[reading] = startWorker();
  }
  return taken;
}

async function bullSeconds({ system, cleanup }: Rig): Promise<number> {
  const program = inRoot('test', 'bench', 'engine', 'bull-worker.ts');
  const environment = { REDIS_URL: system.environment['REDIS_URL'] ?? '' };
  const first = launchWorker(program, environment, cleanup);
  await first.told();
  first.send({ add: true });
  await first.told();
  const second = launchWorker(program, environment, cleanup);
  await second.told();
  await first.kill();
  const since = performance.now();
  await second.told();
  return (performance.now() - since) / 1_000;
}
