/**
 * Access tokens of the app itself, by which everything public is read: asked for with the app's id and secret, kept in this process
 * alone, and asked for anew when they are about to end or are refused. They cannot be refreshed.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../../../core/clock.js';
import type { AppCredential, FetchContext } from '../../contract/fetcher.js';
import { readShape } from '../../wire/read-values.js';
import type { WireClient } from '../../wire/wire-client.js';
import { appTokenError, statusOf } from './twitch.errors.js';
import { appTokenSchema } from './twitch.schema.js';

const TOKEN = '/oauth2/token';
export const TOKEN_ENDPOINTS = [TOKEN] as const;

export const TWITCH_CLIENT_ID = 'TWITCH_CLIENT_ID';
export const TWITCH_CLIENT_SECRET = 'TWITCH_CLIENT_SECRET';

/** Apart from the API's points: its limit is not told. */
export const TOKEN_CLASS = 'app-token';

/** An answer without a time is taken for a short one. */
const ASSUMED_SECONDS = 3_600;
/** Renewed when so little is left, or a tenth of a shorter life. */
const MARGIN_MS = 3_600_000;

interface AppToken {
  readonly token: string;
  readonly until: number;
}
type Asking = Pick<FetchContext, 'credential' | 'call' | 'signal'>;

export class AppTokens {
  private readonly held = new Map<string, AppToken>();
  private readonly asked = new Map<string, Promise<AppToken>>();

  constructor(
    private readonly wire: WireClient,
    private readonly clock: Clock,
  ) {}

  /** One that is good as far as is known; whoever comes while it is asked for gets the same. */
  async current(context: Asking): Promise<string> {
    const key = keyOf(context.credential);
    const held = this.held.get(key);
    if (held && held.until > this.clock.now().getTime()) return held.token;
    const asked = this.asked.get(key);
    if (!asked) return this.renewed(key, context);
    // Whoever asked may have given up; then somebody else does.
    const shared = await asked.catch(() => null);
    return shared?.token ?? this.current(context);
  }

  /** This one was refused: nobody gets it again. */
  forget(token: string, { credential }: Pick<Asking, 'credential'>): void {
    const key = keyOf(credential);
    if (this.held.get(key)?.token === token) this.held.delete(key);
  }

  private async renewed(key: string, context: Asking): Promise<string> {
    const asking = this.ask(context);
    this.asked.set(key, asking);
    try {
      const answer = await asking;
      this.held.set(key, answer);
      return answer.token;
    } finally {
      this.asked.delete(key);
    }
  }

  private ask({ credential, call, signal }: Asking): Promise<AppToken> {
    const form: [string, string][] = [
      ['client_id', credential.secret(TWITCH_CLIENT_ID)],
      ['client_secret', credential.secret(TWITCH_CLIENT_SECRET)],
      ['grant_type', 'client_credentials'],
    ];
    return call(TOKEN_CLASS, async () => {
      const now = this.clock.now();
      const answer = await this.wire.post({ path: TOKEN, query: [], signal }, { form });
      if (statusOf(answer) !== 200) throw appTokenError(answer, TOKEN, now);
      const { access_token: token, expires_in: seconds } = readShape(appTokenSchema, answer.body, TOKEN);
      const life = (seconds ?? ASSUMED_SECONDS) * 1_000;
      return { token, until: now.getTime() + life - Math.min(MARGIN_MS, life / 10) };
    });
  }
}

/** An app whose secret was changed is asked for anew; no secret is kept here. */
const keyOf = (credential: AppCredential): string =>
  createHash('sha256')
    .update(
      JSON.stringify([credential.id, credential.secret(TWITCH_CLIENT_ID), credential.secret(TWITCH_CLIENT_SECRET)]),
    )
    .digest('base64url');
