/** What happened at the authorization server, for the ledger and for counting; never with anything secret. */
import type { Response } from 'express';

export type OAuthEvent = 'authorize' | 'approve' | 'deny' | 'exchange' | 'refresh' | 'reuse' | 'revoke';

export interface OAuthNote {
  readonly event: OAuthEvent;
  /** Whose account, where that is known. */
  readonly handle: string | null;
  /** `ok`, or why not. */
  readonly outcome: string;
}

const PLACE = 'oauth';

export const noteOf = (response: Response): OAuthNote | undefined => response.locals[PLACE] as OAuthNote | undefined;

export class OAuthNotes {
  private counted = new Map<string, number>();

  take(response: Response, event: OAuthEvent, handle: string | null, outcome = 'ok'): void {
    response.locals[PLACE] = { event, handle, outcome } satisfies OAuthNote;
    const key = outcome === 'ok' ? event : `${event}:${outcome}`;
    this.counted.set(key, (this.counted.get(key) ?? 0) + 1);
  }

  /** How often each thing happened: `refresh` where it went well, `refresh:refused` where it did not. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.counted);
  }

  clear(): void {
    this.counted.clear();
  }
}
