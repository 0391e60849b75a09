/** Limits, in all the ways in which platforms tell of them. */
import { until } from '../../support/until.js';
import type { Answer, Call } from '../stage/platforms.js';
import type { Stage } from '../stage/stage.js';

/** From now until the limit ends, where a test waits for that. */
const WAIT_SECONDS = 4;

interface Held {
  readonly id: string;
  readonly status: string;
  readonly activity: string;
  readonly attempt: number;
  readonly failures: number;
  /** Seconds from now until it is due. */
  readonly due: number;
}

/** The first of them that is. */
async function heldOf(stage: Stage, ...ids: readonly string[]): Promise<Held> {
  return until('somebody is held by a limit', async () => {
    const { rows } = await stage.rows.query<Held>(
      `SELECT c.id, c.status, p.activity, s.attempt, s.failures, extract(epoch FROM s.next_sync_at - now())::float8 AS due
       FROM social_connection c JOIN connection_sync s ON s.connection_id = c.id
       JOIN connection_product p ON p.connection_id = c.id AND p.product = 'profile'
       WHERE c.id = ANY($1) AND p.activity = 'waiting_limit'`,
      [ids],
    );
    return rows[0];
  });
}

const json = (status: number, body: object, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers,
  body: JSON.stringify(body),
});

const inSeconds = (seconds: number) => Date.now() + seconds * 1_000;
const epoch = (at: number) => String(Math.ceil(at / 1_000));

/** One refusal of a platform's reads, in its own words, with these headers. */
const REFUSAL: Readonly<Record<string, (headers?: Answer['headers']) => Answer>> = {
  bluesky: (headers) => json(429, { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' }, headers),
  youtube: (headers) =>
    json(429, { error: { code: 429, message: 'Slow down', errors: [{ reason: 'rateLimitExceeded' }] } }, headers),
  x: (headers) => json(429, { title: 'Too Many Requests', type: 'about:blank', status: 429 }, headers),
};

interface Told {
  readonly platform: string;
  /** Makes the answer, and says when the limit ends. */
  readonly refuse: () => { readonly answer: Answer; readonly end: number };
}

const AWAITED: readonly (readonly [string, Told])[] = [
  [
    'Retry-After in seconds',
    {
      platform: 'bluesky',
      refuse: () => ({
        answer: REFUSAL['bluesky']?.({ 'retry-after': String(WAIT_SECONDS) }) ?? { body: '' },
        end: inSeconds(WAIT_SECONDS),
      }),
    },
  ],
  [
    'Retry-After as a date',
    {
      platform: 'youtube',
      refuse: () => {
        const end = Math.ceil(inSeconds(WAIT_SECONDS) / 1_000) * 1_000;
        return { answer: REFUSAL['youtube']?.({ 'retry-after': new Date(end).toUTCString() }) ?? { body: '' }, end };
      },
    },
  ],
  [
    'a reset header instead of it',
    {
      platform: 'x',
      refuse: () => {
        const end = Math.ceil(inSeconds(WAIT_SECONDS) / 1_000) * 1_000;
        return { answer: REFUSAL['x']?.({ 'x-rate-limit-reset': epoch(end) }) ?? { body: '' }, end };
      },
    },
  ],
];

/** What is too far, past or no time at all: the least and the most that it may be due in, in seconds. */
const CLAMPED: readonly (readonly [string, string, Answer['headers'], number, number])[] = [
  ['no Retry-After', 'bluesky', {}, 45, 90],
  ['an absurd Retry-After', 'youtube', { 'retry-after': '99999999999' }, 23 * 3_600, 25 * 3_600],
  ['a reset long past', 'x', { 'x-rate-limit-reset': '1000000000' }, 0, 20 * 60],
];

/** Nobody remembers any limit. */
export async function forgetLimits(stage: Stage): Promise<void> {
  await stage.workers(0);
  await stage.services.flush();
  await stage.rows.query('DELETE FROM budget_window');
}

const handleFor = (stage: Stage, platform: string) => stage.handle('emptylim', platform);

export function describeLimits(given: () => Stage): void {
  describe('a limit', () => {
    beforeAll(() => forgetLimits(given()));
    afterAll(() => forgetLimits(given()));

    it.each(AWAITED)('told by %s: no attempt is used, and the next call comes after its end', async (_, told) => {
      const stage = given();
      const { platform, refuse } = told;
      await stage.workers(2);
      let end = 0;
      const refused: Call[] = [];
      stage.platforms.rule((call) => {
        if (call.platform !== platform || refused.length > 0) return null;
        refused.push(call);
        const { answer, end: ends } = refuse();
        end = ends;
        return { kind: 'answer', answer };
      });
      const ids = await stage.due([handleFor(stage, platform), handleFor(stage, platform)], platform);

      const held = await heldOf(stage, ...ids);
      expect(held).toMatchObject({ status: 'PENDING', attempt: 0, failures: 0 });
      await stage.becomes(ids, 'READY');

      const { rows } = await stage.rows.query(
        'SELECT max(attempt) AS attempt, max(failures) AS failures FROM connection_sync',
      );
      expect(rows).toEqual([{ attempt: 0, failures: 0 }]);
      const later = stage.platforms.callsTo(platform).filter((call) => !refused.includes(call));
      // What was on its way already when the refusal came is no call after it.
      const after = later.filter(({ at }) => at > end - WAIT_SECONDS * 1_000 + 500);
      expect(Math.min(...after.map(({ at }) => at))).toBeGreaterThanOrEqual(end);
      expect(after.length).toBeGreaterThan(0);
    });

    it.each(CLAMPED)('told by %s is waited for within bounds', async (_, platform, headers, least, most) => {
      const stage = given();
      await stage.workers(2);
      const answer = REFUSAL[platform]?.(headers) ?? { body: '' };
      stage.platforms.rule((call) => (call.platform === platform ? { kind: 'answer', answer } : null));
      const [id = ''] = await stage.due([handleFor(stage, platform)], platform);

      const held = await heldOf(stage, id);
      expect(held).toMatchObject({ status: 'PENDING', attempt: 0, failures: 0 });
      expect(held.due).toBeGreaterThan(least);
      expect(held.due).toBeLessThan(most);
    });

    it('told by the headers of a good answer holds the next call back, and harms nobody', async () => {
      const stage = given();
      await stage.workers(2);
      const usage = JSON.stringify({ call_count: 100, total_cputime: 1, total_time: 1 });
      const business = JSON.stringify({
        '17': [{ type: 'instagram', call_count: 100, estimated_time_to_regain_access: 1 }],
      });
      const headers = { 'x-app-usage': usage, 'x-business-use-case-usage': business };
      stage.platforms.rule((call) =>
        call.platform === 'instagram' ? { kind: 'change', change: (body) => ({ headers, body }) } : null,
      );
      const [first = ''] = await stage.due([handleFor(stage, 'instagram')], 'instagram');
      await stage.becomes([first], 'READY');
      const calls = stage.platforms.callsTo('instagram').length;

      const [second = ''] = await stage.due([handleFor(stage, 'instagram')], 'instagram');
      const held = await heldOf(stage, second);

      expect(held).toMatchObject({ status: 'PENDING', attempt: 0, failures: 0 });
      expect(held.due).toBeGreaterThan(30);
      expect(stage.platforms.callsTo('instagram')).toHaveLength(calls);
    });

    it('told inside a 200 is a limit all the same', async () => {
      const stage = given();
      await stage.workers(0); // whoever connects stores the tokens apart
      const desk = await stage.desk();
      const of = await desk.consent('limited_inside', 'tiktok', stage);
      const refusal = json(200, { data: {}, error: { code: 'rate_limit_exceeded', message: '', log_id: '1' } });
      stage.platforms.rule((call) => (call.target.includes('user/info') ? { kind: 'answer', answer: refusal } : null));
      await stage.workers(2);

      const held = await heldOf(stage, of.connectionId);
      expect(held).toMatchObject({ attempt: 0, failures: 0 });
      expect(held.due).toBeGreaterThan(20);
    });
  });
}
