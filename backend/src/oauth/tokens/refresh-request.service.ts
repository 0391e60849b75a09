/** The one request of a refresh: sent by the app the tokens belong to, never longer than its lease, marked when it goes out. */
import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.service.js';
import type { AuthorizerContext, HeldTokens, TokenSet } from '../../platforms/contract/authorizer.js';
import { PlatformError } from '../../platforms/contract/platform-error.js';
import { PlatformGateway } from '../../platforms/platform.gateway.js';
import { CredentialRepository } from './credential.repository.js';
import type { CredentialRow } from './credential.js';

export type Asked =
  | { readonly ok: true; readonly tokens: TokenSet }
  /** `sent`: the platform may have taken the token, and its answer is not known. */
  | {
      readonly ok: false;
      readonly error: PlatformError;
      readonly sent: boolean;
      /** A request before this one went out as well, and its answer is not known. */
      readonly interrupted: boolean;
    };

/** Two of these, and what is written after them, fit into a lease with room to spare. */
const REQUEST_MS = 8_000;
export const LEASE_SECONDS = 45;

@Injectable()
export class RefreshRequest {
  constructor(
    private readonly gateway: PlatformGateway,
    private readonly rows: CredentialRepository,
    private readonly database: Database,
  ) {}

  /** `rotating`: the token can be used once. An answer that did not come is asked for once more, as long as it may. */
  async ask(held: CredentialRow, tokens: HeldTokens, rotating: boolean): Promise<Asked> {
    const interrupted = held.sentAt !== null;
    const first = await this.once(held, tokens, { rotating, interrupted });
    if (first.ok || !first.sent || interrupted) return first;
    return this.once(held, tokens, { rotating, interrupted: true });
  }

  private async once(
    held: CredentialRow,
    tokens: HeldTokens,
    { rotating, interrupted }: { rotating: boolean; interrupted: boolean },
  ): Promise<Asked> {
    const { platform, agencyId, appCredential: credential } = held;
    const signal = AbortSignal.timeout(REQUEST_MS);
    let sent = false;
    const marked = (context: AuthorizerContext): AuthorizerContext => ({
      ...context,
      call: (endpointClass, send) =>
        context.call(endpointClass, async () => {
          await this.mark(held);
          sent = true;
          return send();
        }),
    });
    try {
      const options = { lane: 'interactive', agencyId, credential, signal } as const;
      const given = await this.gateway.authorize(platform, options, (authorizer, context) =>
        authorizer.refresh(tokens, rotating ? marked(context) : context),
      );
      return { ok: true, tokens: given };
    } catch (error) {
      const failure = asFailure(error);
      return { ok: false, error: failure, sent: sent && isAmbiguous(failure), interrupted };
    }
  }

  private async mark(held: CredentialRow): Promise<void> {
    const ours = await this.database.inAgency(held.agencyId, (tx) => this.rows.sending(tx, held));
    if (!ours) throw new PlatformError('WORKER_LOST', { note: 'the lease on the tokens is lost' });
  }
}

const AMBIGUOUS: readonly PlatformError['code'][] = ['SYNC_TIMEOUT', 'PLATFORM_UNAVAILABLE'];
const isAmbiguous = ({ code }: PlatformError): boolean => AMBIGUOUS.includes(code);

/** Our own limit ran out: nobody else aborts these. */
function asFailure(error: unknown): PlatformError {
  if (!(error instanceof PlatformError)) return new PlatformError('SYNC_INTERNAL', { cause: error });
  if (error.code !== 'WORKER_LOST') return error;
  return new PlatformError('SYNC_TIMEOUT', error.note === undefined ? {} : { note: error.note });
}
