/** What a connection that nothing is done with costs in Redis: there is to be nothing of it. */
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { toPlainFigure, type Figure } from '../figures.ts';
import { PLATFORM_NAMES, type World } from '../network/accounts.ts';
import { median } from '../rounds.ts';
import { onRig, type Rig } from './rig.ts';
import { makeConnections } from './rows.ts';

const CONNECTIONS = Number(process.env['BENCH_CONNECTIONS'] ?? 100_000);
const WORKERS = 2;
const QUIET_MS = 15_000;
const SAMPLES = 21;
const HOUR_MS = 3_600_000;
const WORLD: World = { epoch: Date.now(), before: 6, paces: [{ share: 1, hours: 24 }] };

export function idleMemory(): Promise<Figure> {
  return onRig({ world: WORLD, now: WORLD.epoch, shown: 25, quotas: [] }, async (rig) => {
    for (let worker = 0; worker < WORKERS; worker += 1) rig.startWorker();
    const none = await usedMemory(rig);
    await makeConnections(rig.system.adminUrl, {
      count: CONNECTIONS,
      agencies: 20,
      platformOf: (number) => PLATFORM_NAMES[number % PLATFORM_NAMES.length] ?? 'x',
      // Read just now, by a clock that is an hour ahead: none of them falls due while it is looked at.
      settled: { world: WORLD, now: Date.now() + HOUR_MS, intervalMs: HOUR_MS, posts: 0 },
    });
    const many = await usedMemory(rig);
    return toPlainFigure({
      figure: 'redis_bytes_per_idle_connection',
      goal: { is: 'at most', value: 50 },
      unit: 'bytes',
      product: `used_memory of Redis with ${CONNECTIONS} idle connections less that with none, ${WORKERS} workers running`,
      floor: 'used_memory with no connection at all',
      value: Math.max(0, many - none) / CONNECTIONS,
      beside: none,
      rounds: 1,
    });
  });
}

/** The median of some seconds: what clients hold for a moment comes and goes. */
async function usedMemory({ system }: Rig): Promise<number> {
  await delay(QUIET_MS);
  const redis = new Redis(system.environment['REDIS_URL'] ?? '');
  try {
    const samples: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const memory = await redis.info('memory');
      samples.push(Number(/used_memory:(\d+)/.exec(memory)?.[1]));
      await delay(250);
    }
    return median(samples);
  } finally {
    redis.disconnect();
  }
}
