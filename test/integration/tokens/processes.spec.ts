/** Several worker processes at one connection's tokens, and processes that die in the middle of a refresh. */
import type { Holder } from '../../../backend/src/oauth/tokens/credential.js';
import { PlatformError } from '../../../backend/src/platforms/contract/platform-error.js';
import { openTokenDesk } from '../../support/token-desk.js';
import type { TokenDesk } from '../../support/token-desk.js';
import { CRASH_POINTS, TokenProcess } from '../../support/token-processes.js';
import type { CrashPoint } from '../../support/token-processes.js';

/** `TOKEN_EXPIRIES` for the long run. */
const EXPIRIES = Number(process.env['TOKEN_EXPIRIES'] ?? 100);
const USERS = 20;
const PATIENCE_MS = 1_000 * Math.max(120, EXPIRIES);

describe('tokens among processes', () => {
  let desk: TokenDesk;

  beforeAll(async () => {
    desk = await openTokenDesk();
  });
  beforeEach(() => desk.order('x', '', {}, 'DELETE'));
  afterAll(() => desk.close());

  const stored = async ({ connectionId }: Holder) => {
    const sql = `SELECT k.generation::int, k.code, c.status, c.auth FROM oauth_credential k JOIN social_connection c ON c.id = k.connection_id
      WHERE k.connection_id = $1`;
    return (await desk.rows.query<Record<string, unknown>>(sql, [connectionId])).rows[0];
  };
  /** By turns: the platform refuses it though it should be good, and its time is up. */
  const expire = async ({ connectionId }: Holder, turn: number): Promise<void> => {
    if (turn % 2 === 0) return desk.order('x', 'expire', { handle: 'twice' });
    await desk.rows.query(`UPDATE oauth_credential SET expires_at = now() WHERE connection_id = $1`, [connectionId]);
  };

  it(
    'two with twenty users each refresh once for each expiry: no reuse, no disconnect',
    async () => {
      const of = await desk.consent('twice');
      await desk.order('x', '', {}, 'DELETE');
      const both = await Promise.all([TokenProcess.start(desk.network.url), TokenProcess.start(desk.network.url)]);
      try {
        for (let turn = 0; turn < EXPIRIES; turn += 1) {
          await expire(of, turn);
          const done = await Promise.all(both.map((one) => one.round({ of, users: USERS })));
          expect(done.map(({ outcomes }) => outcomes)).toEqual([{ ok: USERS }, { ok: USERS }]);
        }
      } finally {
        await Promise.all(both.map((one) => one.stop()));
      }
      expect(await desk.counts('x')).toEqual({ refresh: EXPIRIES });
      expect(await stored(of)).toMatchObject({ generation: EXPIRIES + 1, code: null, auth: 'active' });
    },
    PATIENCE_MS,
  );

  /** What whoever comes next finds; the token is spent between the platform's answer and our commit alone. */
  const AFTERWARDS: Readonly<Record<CrashPoint, { outcome: string; counts: object }>> = {
    'before the request': { outcome: 'ok', counts: { refresh: 1 } },
    'as the request goes out': { outcome: 'ok', counts: { refresh: 1 } },
    'at the answer': { outcome: 'AUTH_RECONNECT_REQUIRED', counts: { refresh: 1, 'reuse:refused': 1 } },
    'before the commit': { outcome: 'AUTH_RECONNECT_REQUIRED', counts: { refresh: 1, 'reuse:refused': 1 } },
    'after the commit': { outcome: 'ok', counts: { refresh: 1 } },
  };

  it.each(CRASH_POINTS)(
    'a process that dies %s loses a token that is spent, and no other, and never in silence',
    async (crashAt) => {
      const of = await desk.consent(`dies_${String(CRASH_POINTS.indexOf(crashAt))}`);
      await desk.order('x', '', {}, 'DELETE');
      await expire(of, 1);
      const doomed = await TokenProcess.start(desk.network.url, crashAt);
      expect(await doomed.fatal({ of, users: 1 })).toBe('SIGKILL');
      await desk.rows.query(
        `UPDATE oauth_credential SET lease_until = now() - interval '1 second' WHERE lease_until IS NOT NULL`,
      );

      const next = await desk.tokens
        .withAccessToken(of, () => Promise.resolve('ok'))
        .catch((error: unknown) => (error instanceof PlatformError ? error.code : error));

      const { outcome, counts } = AFTERWARDS[crashAt];
      expect(next).toBe(outcome);
      expect(await desk.counts('x')).toEqual(counts);
      const lost = outcome !== 'ok';
      expect(await stored(of)).toMatchObject(
        lost ? { auth: 'reauth_required', status: 'RECONNECT_NEEDED' } : { auth: 'active', code: null, generation: 2 },
      );
      const told = await desk.rows.query('SELECT kind FROM notice WHERE connection_id = $1', [of.connectionId]);
      expect(told.rows).toEqual(lost ? [{ kind: 'reconnect' }] : []);
    },
  );
});
