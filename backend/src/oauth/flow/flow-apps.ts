/** The platforms' side of an authorization: which app asks, what its code is worth, and whose accounts it opens. */
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { notFound } from '../../core/errors.js';
import type { Authorizer, CodeExchange, GrantedAccount, TokenSet } from '../../platforms/contract/authorizer.js';
import type { OAuthFacts, PlatformDescriptor, ScopeFacts } from '../../platforms/contract/descriptor.js';
import { PlatformError } from '../../platforms/contract/platform-error.js';
import { PlatformGateway } from '../../platforms/platform.gateway.js';
import { PlatformRegistry } from '../../platforms/platform.registry.js';
import { RedirectUris } from '../../platforms/redirect-uri.service.js';
import type { FlowRow } from './flow.repository.js';

export interface ConsentPlatform {
  readonly descriptor: PlatformDescriptor;
  readonly oauth: OAuthFacts;
  readonly authorizer: Authorizer;
  readonly scopes: readonly ScopeFacts[];
  readonly redirectUri: string;
}

/** A talent waits for both, one after the other. */
const EXCHANGE_MS = 12_000;
const ACCOUNTS_MS = 15_000;
/** A platform may not know its own token yet: it is asked again after these pauses. */
const LAG_MS = [300, 1_000, 2_500];
const LAGS: ReadonlySet<string> = new Set([
  'AUTH_RECONNECT_REQUIRED',
  'AUTH_REVOKED',
  'PLATFORM_UNAVAILABLE',
  'SYNC_TIMEOUT',
]);

@Injectable()
export class FlowApps {
  constructor(
    private readonly registry: PlatformRegistry,
    private readonly gateway: PlatformGateway,
    private readonly uris: RedirectUris,
  ) {}

  /** Throws ApiError NOT_FOUND for anything that is no platform to consent at. */
  find(platformId: string): ConsentPlatform {
    const found = this.registry.find(platformId);
    if (!found?.authorizer || !found.descriptor.oauth) throw notFound('platform');
    const { descriptor, authorizer, scopes } = found;
    return { descriptor, authorizer, scopes, oauth: found.descriptor.oauth, redirectUri: this.uris.of(platformId) };
  }

  /** The agency's own app, or the deployment's. Rejects with PlatformError APP_CREDENTIALS_INVALID without keys. */
  app({ descriptor, oauth }: ConsentPlatform, agencyId: string): Promise<{ id: string; clientId: string }> {
    return this.gateway.authorize(descriptor.id, { lane: 'interactive', agencyId }, (_, { credential }) =>
      Promise.resolve({ id: credential.id, clientId: credential.secret(oauth.clientIdKey) }),
    );
  }

  /** By the app that asked, and no other. Rejects with PlatformError. */
  exchange(flow: FlowRow, exchange: CodeExchange): Promise<TokenSet> {
    const { oauth } = this.find(flow.platform);
    return inTime(EXCHANGE_MS, (signal) =>
      this.gateway.authorize(flow.platform, { ...optionsOf(flow), signal }, (authorizer, context) => {
        if (context.credential.secret(oauth.clientIdKey) !== flow.clientId || exchange.redirectUri !== flow.redirectUri)
          throw new PlatformError('CONSENT_STATE_INVALID', { note: 'the app was changed meanwhile' });
        return authorizer.exchange(exchange, context);
      }),
    );
  }

  /** Rejects with PlatformError. */
  accounts(flow: FlowRow, accessToken: string, scopes: readonly string[]): Promise<readonly GrantedAccount[]> {
    return inTime(ACCOUNTS_MS, async (signal) => {
      const options = { ...optionsOf(flow), signal };
      const ask = () => this.gateway.accounts(flow.platform, { accessToken, scopes }, options);
      for (const lag of LAG_MS) {
        try {
          return await ask();
        } catch (error) {
          if (signal.aborted || !(error instanceof PlatformError) || !LAGS.has(error.code)) throw error;
          await pause(lag);
        }
      }
      return ask();
    });
  }
}

/** Nobody but us aborts these: the talent waits, and no longer than so. */
async function inTime<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(ms);
  try {
    return await work(signal);
  } catch (error) {
    throw signal.aborted ? new PlatformError('SYNC_TIMEOUT', { note: 'the talent waited long enough' }) : error;
  }
}

const optionsOf = ({ agencyId, appCredential }: FlowRow) =>
  ({ lane: 'interactive', agencyId, credential: appCredential }) as const;
