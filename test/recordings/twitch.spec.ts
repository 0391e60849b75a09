import { SystemClock, type Clock } from '../../backend/src/core/clock.js';
import { twitch } from '../../backend/src/platforms/adapters/twitch/index.js';
import { AppTokens } from '../../backend/src/platforms/adapters/twitch/twitch.app-tokens.js';
import { TwitchClient } from '../../backend/src/platforms/adapters/twitch/twitch.client.js';
import { appTokenError, twitchError } from '../../backend/src/platforms/adapters/twitch/twitch.errors.js';
import { appTokenSchema, listSchema } from '../../backend/src/platforms/adapters/twitch/twitch.schema.js';
import type { ReportedUsage } from '../../backend/src/platforms/contract/fetcher.js';
import { SettableClock } from '../../backend/src/platforms/testing/simulated-network.js';
import type { WireClient } from '../../backend/src/platforms/wire/wire-client.js';
import { aContext, withRecording } from '../support/recorded-answer.js';
import { countByEndpoint, loadRecordings, recordingsFolder, type Recording } from '../support/recordings.js';

const { descriptor } = twitch;
const clock = new SystemClock();
const TOKEN = '/oauth2/token';

/** A token that was got elsewhere: what is recorded is one answer each. */
class TokenInHand extends AppTokens {
  override current(): Promise<string> {
    return Promise.resolve('recorded');
  }
}

const client = (wire: WireClient, then: Clock) => new TwitchClient(wire, new TokenInHand(wire, then), then);
const isHelix = ({ path }: Recording) => path.startsWith('/helix/');

const whereRecorded = recordingsFolder() ? describe : describe.skip;

whereRecorded('Twitch recordings (RECORDINGS_DIR)', () => {
  const all = recordingsFolder() ? loadRecordings('twitch') : [];
  const lists = all.filter((one) => isHelix(one) && one.status === 200 && listSchema.safeParse(one.body).success);
  const refused = all.filter((one) => isHelix(one) && one.status >= 400);
  const apps = all.filter(({ path, status, body }) => path === TOKEN && status === 200 && !('scope' in Object(body)));
  const noApps = all.filter(({ path, status }) => path === TOKEN && status !== 200);
  const read = [...lists, ...refused, ...apps, ...noApps];

  it(`reads ${lists.length} lists, ${refused.length} refusals, ${apps.length + noApps.length} answers about an app’s token; leaves ${countByEndpoint(all, read)}`, () => {
    expect([lists.length > 4, refused.length > 6, apps.length, noApps.length]).toEqual([true, true, 1, 1]);
  });

  for (const recording of lists) {
    it(`reads a list, and what is left of the limit: ${recording.name}`, async () => {
      const reported: ReportedUsage[] = [];
      const report = (_class: string, usage: ReportedUsage) => Promise.resolve(void reported.push(usage));
      const reset = new Date(Number(recording.headers['ratelimit-reset']) * 1_000);
      const list = await withRecording(recording, descriptor, (wire) =>
        client(wire, new SettableClock(new Date(reset.getTime() - 1_000))).users([['id', '1']], {
          ...aContext(),
          report,
        }),
      );
      expect(list.data).toEqual((recording.body as { data: unknown[] }).data);
      expect(reported).toMatchObject([{ limit: 800, remaining: 799, resetAt: reset }]);
    });
  }

  const CODES: Readonly<Record<number, string>> = { 400: 'PLATFORM_CONTRACT_CHANGED', 401: 'APP_CREDENTIALS_INVALID' };
  for (const recording of refused) {
    it(`classifies ${recording.kind}: ${recording.name}`, () => {
      expect(twitchError(recording, recording.path, clock.now()).code).toBe(CODES[recording.status]);
    });
  }

  for (const recording of apps) {
    it(`reads an app’s token: ${recording.name}`, () => {
      const { access_token, expires_in } = recording.body as { access_token: string; expires_in: number };
      expect(appTokenSchema.parse(recording.body)).toEqual({ access_token, expires_in });
      expect(expires_in).toBeGreaterThan(50 * 86_400);
    });
  }

  for (const recording of noApps) {
    it(`knows that an app is unknown: ${recording.name}`, () => {
      expect(appTokenError(recording, TOKEN, clock.now()).code).toBe('APP_CREDENTIALS_INVALID');
    });
  }
});
