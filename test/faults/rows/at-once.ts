/** The same thing several times at the same time, and several of everything side by side. */
import { randomUUID } from 'node:crypto';
import Queue from 'bull';
import { until } from '../../support/until.js';
import type { ApiCaller, Reply } from '../stage/caller.js';
import { RECOVERY_MS } from '../stage/stage.js';
import type { Stage } from '../stage/stage.js';

const TIMES = 20;
const MANY = 60;

interface Created {
  readonly id: string;
  readonly code?: string;
}

export function describeAtOnce(given: () => Stage): void {
  it('the same job five times in parallel: one effective run', async () => {
    const stage = given();
    await stage.workers(3);
    const queue = new Queue('sync', stage.services.redisUrl, { prefix: 'rostrum' });
    const handle = stage.handle('empty-fivefold');
    try {
      await queue.pause();
      const [id = ''] = await stage.due([handle], 'bluesky', 0);
      const job = await until('it is queued', async () =>
        (await queue.getJobs(['paused'])).find(({ data }) => JSON.stringify(data).includes(id)),
      );
      const copies = await queue.addBulk(
        [1, 2, 3, 4].map((copy) => ({
          name: job.name,
          data: job.data as unknown,
          opts: { jobId: `${job.id}:${copy}`, removeOnComplete: false },
        })),
      );
      await queue.resume();
      await stage.becomes([id], 'READY');
      await until('all are through', async () => {
        const states = await Promise.all(copies.map((copy) => copy.getState()));
        return states.every((state) => state === 'completed');
      });

      const { rows } = await stage.rows.query('SELECT outcome FROM sync_run WHERE connection_id = $1', [id]);
      expect(rows).toEqual([{ outcome: 'ok' }]);
      const profiles = stage.platforms.callsTo('bluesky', handle).filter(({ path }) => path.includes('getProfile'));
      expect(profiles).toHaveLength(1);
    } finally {
      await queue.resume();
      await queue.close();
    }
  });

  it('the same POST twenty times: one connection, identical replies with a key, one 201 and refusals without', async () => {
    const stage = given();
    await Promise.all([stage.twoApis(), stage.workers(3)]);
    const post = (api: ApiCaller, handle: string, headers = {}): Promise<Reply<Created>> =>
      api.post<Created>('/connections', { talentId: stage.talentId, platform: 'bluesky', handle }, headers);
    const everywhere = (send: (api: ApiCaller) => Promise<Reply<Created>>) =>
      Promise.all(
        Array.from({ length: TIMES }, (_, at) => stage.callers[at % stage.callers.length]).flatMap((api) =>
          api ? [send(api)] : [],
        ),
      );
    const [keyed, plain] = [stage.handle('empty-keyed'), stage.handle('empty-plain')];
    const key = randomUUID();

    const withKey = await everywhere((api) => post(api, keyed, { 'idempotency-key': key }));
    const without = await everywhere((api) => post(api, plain));

    expect(withKey.map(({ status }) => status)).toEqual(Array(TIMES).fill(201));
    expect(new Set(withKey.map(({ text }) => text)).size).toBe(1);
    expect(without.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(TIMES - 1).fill(409)]);
    const { rows } = await stage.rows.query(
      `SELECT handle, count(*)::int AS n FROM social_connection WHERE handle = ANY($1) GROUP BY handle ORDER BY handle`,
      [[keyed, plain]],
    );
    expect(rows).toEqual([keyed, plain].sort().map((handle) => ({ handle, n: 1 })));
    await stage.becomes(
      [...withKey, ...without]
        .filter(({ status }) => status === 201)
        .map(({ body }) => body.id)
        .slice(-2),
      'READY',
    );
  });

  it('two APIs and three workers, one of each killed: everything READY, and seen through the other API', async () => {
    const stage = given();
    const [workers, [first, second]] = await Promise.all([stage.workers(3), stage.twoApis()]);
    const heard = await second.listen();
    const made: string[] = [];
    for (let at = 0; at < MANY; at += 1) {
      const handle = stage.handle(at % 3 === 0 ? 'many' : 'empty-many');
      const { status, body } = await first.post<Created>('/connections', {
        talentId: stage.talentId,
        platform: 'bluesky',
        handle,
      });
      expect(status).toBe(201);
      made.push(body.id);
    }
    const [victim] = workers;
    await Promise.all([victim?.kill(), stage.killApi(first)]);

    await stage.becomes(made, 'READY', RECOVERY_MS + 30_000);
    const unheard = () => made.filter((id) => !heard.text().includes(id));
    await until('every one of them was told of', () => unheard().length === 0);
    heard.leave();
    const { status, body } = await second.get<{ items: { id: string; status: string }[] }>('/connections?limit=100');
    expect(status).toBe(200);
    expect(body.items.filter(({ id }) => made.includes(id)).map((item) => item.status)).toEqual(
      Array(MANY).fill('READY'),
    );
  });
}
