/** The hints that consoles listen to: who hears what, until when, and what happens when nobody can. */
import { connect } from 'node:net';
import type { INestApplicationContext } from '@nestjs/common';
import { Redis } from 'ioredis';
import { AgencyHint, EventBus } from '../../backend/src/core/events.js';
import { ImportsChanged } from '../../backend/src/imports/imports.events.js';
import { channelOf, encodeHint, IDS_PER_HINT } from '../../backend/src/live/hint.js';
import { HintRedis } from '../../backend/src/live/hint-redis.js';
import { HintStreams } from '../../backend/src/live/hint-streams.service.js';
import { anAgency, anApiKey, aSession, aStaffMember } from '../factories/rows.js';
import type { StaffMember } from '../factories/rows.js';
import { someDue } from '../factories/sync-rows.js';
import { startApi } from '../support/api.js';
import type { TestApi } from '../support/api.js';
import { addressOf, listenTo } from '../support/event-stream.js';
import type { Listener } from '../support/event-stream.js';
import { openRedisLine } from '../support/redis-line.js';
import { until } from '../support/until.js';
import { startWorker } from '../support/worker.js';

const AN_ID = '01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e3f';
const ANOTHER = '01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e40';
const LOST = '01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e41';
let api: TestApi;
let staff: StaffMember;
let opened: Listener[];

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  opened = [];
  staff = await aStaffMember(api.rows, (await anAgency(api.rows)).id);
});
afterEach(async () => {
  for (const listener of opened) listener.leave();
  await Promise.all(opened.map((listener) => listener.ended()));
});

const cookieOf = async (person: StaffMember, at = api) => `rostrum=${await aSession(at.rows, person)}`;
const listen = async (cookie: string, at = api) => {
  const listener = await listenTo(at, { cookie, 'sec-fetch-site': 'same-origin' });
  opened.push(listener);
  return listener;
};
const listenAs = async (person: StaffMember) => listen(await cookieOf(person));
const beat = (at = api) => at.app.get(HintStreams, { strict: false }).beat();
const publish = (agencyId: string, ids: string[], at = api) =>
  at.app.get(EventBus).publish(new ImportsChanged(agencyId, ids));

describe('who may listen', () => {
  it('is nobody in particular', async () => {
    const listener = await listenTo(api, {});
    opened.push(listener);
    await listener.ended();
    expect([listener.status, JSON.parse(listener.text())]).toMatchObject([401, { code: 'UNAUTHENTICATED' }]);
  });

  it('is nobody without the permission to read connections', async () => {
    const listener = await listenAs(await aStaffMember(api.rows, staff.agencyId, { role: 'talent' }));
    expect(listener.status).toBe(403);
  });

  it('is staff with a session, and gets a stream that nothing on the way stores or holds back', async () => {
    const listener = await listenAs(staff);
    expect(listener.status).toBe(200);
    expect(Object.fromEntries(listener.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    expect(listener.headers.get('content-encoding')).toBeNull();
    await until('how long to wait before a new try', () => listener.text().includes('retry: 5000\n\n'));
  });

  it('is whoever has a key that reads', async () => {
    const { key } = await anApiKey(api.rows, staff.agencyId, ['read']);
    const listener = await listenTo(api, { authorization: `Bearer ${key}` });
    opened.push(listener);
    expect(listener.status).toBe(200);
  });

  it('is each person eight times, and again once a stream has ended', async () => {
    const cookie = await cookieOf(staff);
    for (let tab = 0; tab < 8; tab += 1) expect((await listen(cookie)).status).toBe(200);
    const ninth = await listen(cookie);
    expect([ninth.status, ninth.headers.get('retry-after')]).toEqual([429, '15']);
    expect((await listenAs(await aStaffMember(api.rows, staff.agencyId))).status).toBe(200);
    opened[0]?.leave();
    await until('room for one more', async () => (await listen(cookie)).status === 200);
  });

  it('answers HEAD without staying', async () => {
    const { origin } = await addressOf(api);
    const answer = await fetch(`${origin}/api/v1/events`, {
      method: 'HEAD',
      headers: { cookie: await cookieOf(staff) },
    });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });
});

describe('what is heard', () => {
  let worker: INestApplicationContext | undefined;
  afterEach(async () => {
    await worker?.close();
    worker = undefined;
  });

  it('is a sync in another process, by all tabs of that agency and by no other agency', async () => {
    const other = await aStaffMember(api.rows, (await anAgency(api.rows)).id);
    const [one, two, stranger] = [await listenAs(staff), await listenAs(staff), await listenAs(other)];
    worker = await startWorker(api.network);
    const [id = ''] = await someDue(api.rows, { agencyId: staff.agencyId, count: 1 });
    expect(await one.hears(id)).toEqual({ event: 'connections', ids: [id] });
    await two.hears(id);
    publish(other.agencyId, [AN_ID]);
    await stranger.hears(AN_ID);
    expect(stranger.heard()).toEqual([{ event: 'imports', ids: [AN_ID] }]);
    expect(stranger.text()).not.toContain(id);
  });

  it('is nothing that is not a hint', async () => {
    const listener = await listenAs(staff);
    const redis = new Redis(process.env['REDIS_URL'] ?? '');
    const channel = channelOf(redis.options.db ?? 0);
    await redis.publish(channel, 'nonsense');
    await redis.publish(
      channel,
      JSON.stringify({ agencyId: staff.agencyId, kind: 'connections', ids: ['x\n\nevent: y'] }),
    );
    publish(staff.agencyId, [AN_ID]);
    await listener.hears(AN_ID);
    redis.disconnect();
    expect(listener.heard()).toHaveLength(1);
  });
});

describe('when it ends', () => {
  it('lives on with each beat, and keeps no idle session alive', async () => {
    const cookie = await cookieOf(staff);
    await api.rows.query(`UPDATE session SET last_seen_at = now() - interval '5 minutes' WHERE user_id = $1`, [
      staff.id,
    ]);
    const seen = () => api.rows.query('SELECT last_seen_at FROM session WHERE user_id = $1', [staff.id]);
    const before = (await seen()).rows;
    const listener = await listen(cookie);
    await beat();
    await until('a sign of life', () => listener.text().includes('\n:\n\n'));
    expect((await seen()).rows).toEqual(before);
  });

  it.each([
    ['the session was ended', `UPDATE session SET revoked_at = now() WHERE user_id = $1`],
    ['nobody was there for too long', `UPDATE session SET last_seen_at = now() - interval '1 day' WHERE user_id = $1`],
    ['the person was disabled', `UPDATE app_user SET status = 'disabled' WHERE id = $1`],
    ['the role allows it no longer', `UPDATE app_user SET role = 'talent' WHERE id = $1`],
  ])('is at the next beat after %s', async (_, sql) => {
    const [listener, colleague] = [await listenAs(staff), await listenAs(await aStaffMember(api.rows, staff.agencyId))];
    await api.rows.query(sql, [staff.id]);
    await beat();
    await listener.ended();
    publish(staff.agencyId, [AN_ID]);
    await colleague.hears(AN_ID);
    expect(listener.heard()).toEqual([]);
  });

  it('is when somebody reads nothing of it', async () => {
    const { host, port } = await addressOf(api);
    const socket = connect(port, host).on('error', () => undefined);
    socket.pause().write(`GET /api/v1/events HTTP/1.1\r\nHost: ${host}\r\nCookie: ${await cookieOf(staff)}\r\n\r\n`);
    const redis = new Redis(process.env['REDIS_URL'] ?? '');
    const ids = Array.from({ length: IDS_PER_HINT }, () => AN_ID);
    const message = encodeHint(new AgencyHint(staff.agencyId, 'connections', ids));
    const dropped = () =>
      api
        .log()
        .split('\n')
        .some((line) => line.includes('/api/v1/events') && line.includes(staff.id));
    await until('the slow one to be dropped', async () => {
      await Promise.all(Array.from({ length: 100 }, () => redis.publish(channelOf(redis.options.db ?? 0), message)));
      return dropped();
    });
    redis.disconnect();
    socket.destroy();
    expect(
      api
        .log()
        .split('\n')
        .filter((line) => line.includes('/api/v1/events') && line.includes(staff.id)),
    ).toHaveLength(1);
  });

  it('is at once when the API shuts down', async () => {
    const own = await startApi();
    const listener = await listen(await cookieOf(staff, own), own);
    await own.close();
    await listener.ended();
    expect(listener.status).toBe(200);
  });
});

describe('with Redis away', () => {
  it('streams go on without hints, and hear them again once it is back', async () => {
    const line = await openRedisLine();
    const own = await startApi({ REDIS_URL: line.url });
    const listener = await listen(await cookieOf(staff, own), own);
    publish(staff.agencyId, [AN_ID], own);
    await listener.hears(AN_ID);
    await line.refuse();
    await until('Redis is missed', async () => (await own.anyone('get', '/health/ready')).status === 503);
    own.app.get(HintRedis, { strict: false }).publish(new AgencyHint(staff.agencyId, 'imports', [LOST]));
    await beat(own);
    await until('a sign of life', () => listener.text().includes('\n:\n\n'));
    expect((await listen(await cookieOf(staff, own), own)).status).toBe(200);
    await line.mend();
    await until('hints again', () => {
      publish(staff.agencyId, [ANOTHER], own);
      return listener.heard().some(({ ids }) => ids.includes(ANOTHER));
    });
    expect(listener.text()).not.toContain(LOST);
    await own.close();
    await line.close();
  });
});
