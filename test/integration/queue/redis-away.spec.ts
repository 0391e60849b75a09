import type { INestApplicationContext } from '@nestjs/common';
import { Redis } from 'ioredis';
import { startApi } from '../../support/api.js';
import type { TestApi } from '../../support/api.js';
import { Desk } from '../../support/desk.js';
import { assertInvariants } from '../../support/invariants.js';
import { openRedisLine } from '../../support/redis-line.js';
import type { RedisLine } from '../../support/redis-line.js';
import { until } from '../../support/until.js';
import { alone, anEngine, startWorker } from '../../support/worker.js';

/** Redis is given so long to be connected to: an answer that waits for it takes longer. */
const CONNECT_MS = 3_000;

describe('Redis', () => {
  let line: RedisLine;
  let api: TestApi;
  let desk: Desk;
  let worker: INestApplicationContext | undefined;

  const workerOn = async (environment: Record<string, string> = {}) => {
    worker = await startWorker(api.network, { REDIS_URL: line.url, ...environment });
  };

  beforeAll(async () => {
    line = await openRedisLine();
    api = await startApi({ REDIS_URL: line.url });
    desk = await Desk.open(api);
  });
  afterEach(async () => {
    await worker?.close();
    worker = undefined;
    await assertInvariants(api.rows);
  });
  afterAll(async () => {
    await api.close();
    await line.close();
  });

  /** A claim that only the queue can bring to a worker: taken by hand, with a lease that does not run out. */
  const throughTheQueue = async (id: string) => {
    const { rows } = await api.rows.query<{ token: string }>(
      `UPDATE connection_sync SET lease_owner = 'by hand', cause = 'scheduled', lease_token = lease_token + 1, lease_until = now() + interval '10 minutes'
       WHERE connection_id = $1 RETURNING lease_token AS token`,
      [id],
    );
    const engine = await anEngine(api.network);
    const lease = { agencyId: desk.agencyId, connectionId: id, token: BigInt(rows[0]?.token ?? 0) };
    await engine.queue.enqueue([alone(lease)]);
    await engine.close();
    await until('the claim was run', async () => (await desk.runs(id)).length === 2);
    await until('the run has ended', async () => (await desk.runs(id))[0]?.outcome === 'ok');
  };

  it('wiped with claims in it: every sync arrives all the same', async () => {
    const engine = await anEngine(api.network, {
      SYNC_CONCURRENCY: '50',
      SYNC_PLATFORM_CONCURRENCY: '50',
      SYNC_LEASE_SECONDS: '2',
    });
    const made = await Promise.all(
      Array.from({ length: 12 }, (_, index) => desk.connect(`flushed-${index}.bsky.social`)),
    );
    await engine.dispatcher.dispatch();
    await engine.close();
    const redis = new Redis(process.env['REDIS_URL'] ?? '');
    expect(await redis.llen('rostrum:sync:wait')).toBeGreaterThanOrEqual(1);
    await redis.flushdb();
    redis.disconnect();

    await workerOn({ SYNC_LEASE_SECONDS: '2' });

    for (const { id } of made) await desk.becomes(id, 'READY');
  });

  it.each([
    ['refuses', () => line.refuse()],
    ['says nothing', () => Promise.resolve(line.silence())],
  ])(
    'that %s keeps nobody waiting: requests are answered, syncs go on, and with it again when it is back',
    async (how, cut) => {
      const name = how.replaceAll(' ', '-');
      await workerOn();
      await desk.becomes((await desk.connect(`before-${name}.bsky.social`)).id, 'READY');
      await cut();

      const asked = performance.now();
      const { id } = await desk.connect(`during-${name}.bsky.social`);
      const took = performance.now() - asked;
      await desk.becomes(id, 'READY');
      await line.mend();

      expect(took).toBeLessThan(CONNECT_MS);
      await throughTheQueue(id);
    },
  );

  it('whose connection for jobs broke without a word leaves no worker deaf', async () => {
    await workerOn({ SYNC_LEASE_SECONDS: '600' }); // no lease that runs out helps
    await desk.becomes((await desk.connect('heard.bsky.social')).id, 'READY');
    expect(line.listening).toBeGreaterThanOrEqual(1);

    line.deafen();
    expect(line.listening).toBe(0);
    const made = [];
    for (const name of ['one', 'two', 'three']) made.push(await desk.connect(`unheard-${name}.bsky.social`));

    for (const { id } of made) await desk.becomes(id, 'READY');
    await until('the worker listens again', () => line.listening >= 1);
    await throughTheQueue(made[0]?.id ?? '');
  });

  it('that is away when a worker starts is used as soon as it is there', async () => {
    await line.refuse();
    await workerOn();
    const { id } = await desk.connect('early.bsky.social');
    await desk.becomes(id, 'READY');

    await line.mend();

    await throughTheQueue(id);
    expect(await desk.see(id)).toMatchObject({ status: 'READY' });
  });
});
