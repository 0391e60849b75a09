/** Lends access tokens, and keeps them fresh. */
import { Injectable } from '@nestjs/common';
import type { Consent } from '../../platforms/contract/fetcher.js';

export interface Holder {
  readonly agencyId: string;
  readonly connectionId: string;
  readonly platform: string;
}

@Injectable()
export class TokenService {
  /** Null where there is no consent to read by. */
  consentFor(_of: Holder): Promise<Consent | null> {
    return Promise.resolve(null);
  }

  /** Rejects with PlatformError: AUTH_RECONNECT_REQUIRED where there is no token (any more). */
  async withAccessToken<T>(of: Holder, work: (accessToken: string) => Promise<T>): Promise<T> {
    const consent = await this.consentFor(of);
    if (!consent) throw new Error('not there yet');
    return consent.bearer(work);
  }
}
