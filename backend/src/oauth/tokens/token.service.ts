/** Lends access tokens, and keeps them fresh. */
import { Injectable } from '@nestjs/common';
import type { Consent } from '../../platforms/contract/fetcher.js';
import { PlatformError } from '../../platforms/contract/platform-error.js';
import { isEnd } from './credential.js';
import type { Holder } from './credential.js';
import { Losses } from './losses.service.js';
import { TokenRefresh, waitingFor } from './refresh.service.js';
import { SealBroken } from './sealed-tokens.service.js';
import { StoredTokens } from './stored-tokens.service.js';
import type { Seen } from './stored-tokens.service.js';

export type { Holder } from './credential.js';

/** A consent and the app that it was given to: calls are made as that app, whatever else there is by now. */
export interface HeldConsent extends Consent {
  readonly credential: string;
}

interface Lent {
  readonly token: string;
  readonly generation: bigint;
}

/** What a platform said of a token that was lent. */
interface Refusal {
  readonly generation: bigint;
  readonly error: PlatformError;
}

/** Each refresh by others in the meantime gives another look. */
const LOOKS = 5;
/** A request is sent again so often because others replaced the token meanwhile. */
const REPLAYS = 3;

@Injectable()
export class TokenService {
  constructor(
    private readonly stored: StoredTokens,
    private readonly refresh: TokenRefresh,
    private readonly losses: Losses,
  ) {}

  /** Null where there is no consent to read by. */
  async consentFor(of: Holder): Promise<HeldConsent | null> {
    const row = await this.stored.find(of);
    if (!row) return null;
    return {
      scopes: row.scopes,
      subject: of.connectionId,
      credential: row.appCredential,
      bearer: (send) => this.withAccessToken(of, send),
    };
  }

  /**
   * Lends the token for one request. Where the platform refuses it, it is refreshed once and the request sent again; refused
   * once more, the consent is lost. Rejects with PlatformError: AUTH_RECONNECT_REQUIRED or AUTH_REVOKED where there is no
   * token (any more), and what `work` rejects with.
   */
  async withAccessToken<T>(of: Holder, work: (accessToken: string) => Promise<T>): Promise<T> {
    let lent = await this.lend(of, null);
    for (let replays = 0; ; replays += 1) {
      try {
        return await work(lent.token);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        lent = await this.replacement(of, { generation: lent.generation, error }, replays);
      }
    }
  }

  private async replacement(of: Holder, refusal: Refusal, replays: number): Promise<Lent> {
    if (replays === 0) return this.lend(of, refusal);
    const newer = await this.lend(of, null);
    if (newer.generation > refusal.generation && replays < REPLAYS) return newer;
    const { code } = refusal.error;
    const lost = await this.losses.lose({ ...of, generation: refusal.generation }, { code, cause: 'refused' });
    throw lost ? refusal.error : unsettled();
  }

  /** `refused`: the platform takes these and older ones no more, whatever they look like. */
  private async lend(of: Holder, refused: Refusal | null): Promise<Lent> {
    try {
      return await this.lendFresh(of, refused);
    } catch (error) {
      if (error instanceof SealBroken) throw await this.losses.shut(of, error);
      throw error;
    }
  }

  private async lendFresh(of: Holder, refused: Refusal | null): Promise<Lent> {
    let renewed = false;
    for (let look = 0; look < LOOKS; look += 1) {
      const seen = await this.stored.look(of);
      if (!seen) throw new PlatformError('AUTH_RECONNECT_REQUIRED', { note: 'no tokens any more' });
      const stale = refused !== null && seen.row.generation <= refused.generation;
      if (!stale && (seen.standing === 'good' || (seen.standing === 'due' && renewed))) return lentOf(seen);
      if (await this.isOver(seen, stale ? refused : null)) continue;
      if (!(await this.renew(seen, stale))) return lentOf(seen);
      renewed = true;
    }
    throw unsettled();
  }

  /** False where it failed and the token that is there will do meanwhile; `stale` ones won't. */
  private async renew({ row, valid }: Seen, stale: boolean): Promise<boolean> {
    const refreshed = await this.refresh.run(row, row.generation);
    if (refreshed.kind === 'newer') return true;
    if (stale || !valid || isEnd(refreshed.error.code)) throw refreshed.error;
    return false;
  }

  /** Throws where nothing can be lent; true where things have changed meanwhile, false where a refresh is due. */
  private async isOver({ row, standing, renewable }: Seen, refused: Refusal | null): Promise<boolean> {
    if (standing === 'lost')
      throw new PlatformError(row.code ?? 'AUTH_RECONNECT_REQUIRED', { note: 'known to have ended' });
    if (standing === 'waiting') throw waitingFor(row);
    const over = standing === 'ended' || (refused !== null && !renewable);
    if (!over) return false;
    const code = refused?.error.code ?? 'AUTH_RECONNECT_REQUIRED';
    const lost = await this.losses.lose(row, { code, cause: refused ? 'refused' : 'ended' });
    if (lost) throw new PlatformError(code, { note: 'nothing makes the token new' });
    return true;
  }
}

const lentOf = ({ accessToken, row }: Seen): Lent => ({ token: accessToken, generation: row.generation });

const isRefusal = (error: unknown): error is PlatformError => error instanceof PlatformError && isEnd(error.code);

const unsettled = (): PlatformError =>
  new PlatformError('PLATFORM_UNAVAILABLE', { note: 'tokens were replaced faster than they could be used' });
