/** A worker's view of consents, with a clock that a test sets forward and platforms that keep the same time. */
import { createHash, randomBytes } from 'node:crypto';
import type { TestingModule } from '@nestjs/testing';
import type { Type } from '@nestjs/common';
import { ConsentedConnections } from '../../backend/src/connections/consented-connections.service.js';
import { Clock } from '../../backend/src/core/clock.js';
import { Database } from '../../backend/src/core/database/database.service.js';
import { SyncRunner } from '../../backend/src/ingestion/sync-runner.service.js';
import { Credentials } from '../../backend/src/oauth/tokens/credentials.service.js';
import type { Holder } from '../../backend/src/oauth/tokens/credential.js';
import { TokenService } from '../../backend/src/oauth/tokens/token.service.js';
import { PlatformGateway } from '../../backend/src/platforms/platform.gateway.js';
import { PlatformRegistry } from '../../backend/src/platforms/platform.registry.js';
import { anAgency, aTalent, openRows } from '../factories/rows.js';
import type { Rows } from '../factories/rows.js';
import { startNetwork } from './network.js';
import type { Network } from './network.js';
import { settingsFor } from './settings.js';
import { alone, aStillWorker, claimAllBy } from './worker.js';

const CALLBACK = 'http://127.0.0.1/callback';

class AheadClock extends Clock {
  aheadMs = 0;

  override now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }
}

/** What a platform's authorization server counted, by event. */
export type Counts = Readonly<Record<string, number | undefined>>;

interface TalentOf {
  readonly agencyId: string;
  readonly talentId: string;
}

export interface TokenDesk {
  readonly rows: Rows;
  readonly network: Network;
  readonly tokens: TokenService;
  get<T>(service: Type<T>): T;
  /** Here and at the platforms. */
  advance(seconds: number): void;
  /** An account connected by consent, of a talent of an agency's own unless one is named. */
  consent(handle: string, platform?: string, owner?: TalentOf, untick?: readonly string[]): Promise<Holder>;
  /** The same account consents once more. */
  consentAnew(of: Holder, handle: string): Promise<void>;
  /** Speaks to the authorization server: `expire`, `fail`, `remove`, or lifetimes with PUT. */
  order(platform: string, what: string, body?: object, method?: string): Promise<void>;
  counts(platform: string): Promise<Counts>;
  /** Claims everything that is due and reads it to its end. */
  syncDue(): Promise<void>;
  close(): Promise<void>;
}

export async function openTokenDesk(given: { network?: Network; rows?: Rows } = {}): Promise<TokenDesk> {
  const network = given.network ?? (await startNetwork());
  const rows = given.rows ?? openRows();
  const clock = new AheadClock();
  const module = await aStillWorker(settingsFor(network), (building) =>
    building.overrideProvider(Clock).useValue(clock),
  );
  const get = <T>(service: Type<T>): T => module.get(service, { strict: false });
  const walker = new Walker(module, network);
  return {
    rows,
    network,
    tokens: get(TokenService),
    get,
    advance: (seconds) => {
      clock.aheadMs += seconds * 1000;
      network.advance(seconds);
    },
    consent: async (handle, platform = 'x', owner, untick = []) =>
      walker.consent(owner ?? (await somebody(rows)), platform, handle, untick),
    consentAnew: async (of, handle) => walker.store(of, await walker.grant(of, handle)),
    order: async (platform, what, body = {}, method = 'POST') => {
      const url = `${network.url}/${platform}/__tokens${what === '' ? '' : `/${what}`}`;
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${method} ${url}: ${String(answer.status)}`);
    },
    counts: async (platform) =>
      ((await (await fetch(`${network.url}/${platform}/__tokens`)).json()) as { counts: Counts }).counts,
    syncDue: async () => {
      const claims = await claimAllBy(module, 'desk');
      await Promise.all(claims.map((claim) => get(SyncRunner).run(alone(claim), 'desk')));
    },
    close: async () => {
      await module.close();
      if (!given.rows) await rows.end();
      if (!given.network) await network.stop();
    },
  };
}

async function somebody(rows: Rows): Promise<TalentOf> {
  const { id: agencyId } = await anAgency(rows);
  return { agencyId, talentId: await aTalent(rows, agencyId) };
}

interface Granted {
  readonly appCredential: string;
  readonly tokens: Parameters<Credentials['store']>[2]['tokens'];
}

/** The way of a consent without a browser: the platform's form is filled in, and its code exchanged. */
class Walker {
  constructor(
    private readonly module: TestingModule,
    private readonly network: Network,
  ) {}

  async consent(
    { agencyId, talentId }: TalentOf,
    platform: string,
    handle: string,
    untick: readonly string[],
  ): Promise<Holder> {
    const granted = await this.grant({ agencyId, platform }, handle, untick);
    const [account] = await this.get(PlatformGateway).authorize(
      platform,
      { lane: 'interactive', agencyId },
      (authorizer, context) =>
        authorizer.accounts({ accessToken: granted.tokens.accessToken, scopes: granted.tokens.scopes ?? [] }, context),
    );
    if (!account) throw new Error(`${handle} opened no account`);
    const given = {
      agencyId,
      talentId,
      account: { ...account, platform, goesBy: null },
      evidence: null,
      at: new Date(),
    };
    const connected = await this.get(Database).inAgency(agencyId, (tx) =>
      this.get(ConsentedConnections).connect(tx, { ...given, byHandle: false }),
    );
    if (typeof connected === 'string' || 'heldBy' in connected) throw new Error(`${handle} is somebody else's`);
    const holder = { agencyId, connectionId: connected.connectionId, platform };
    await this.store(holder, granted);
    return holder;
  }

  async grant(
    { agencyId, platform }: Omit<Holder, 'connectionId'>,
    handle: string,
    untick: readonly string[] = [],
  ): Promise<Granted> {
    const verifier = randomBytes(32).toString('base64url');
    const code = await this.code(platform, { handle, untick }, verifier);
    return this.get(PlatformGateway).authorize(
      platform,
      { lane: 'interactive', agencyId },
      async (authorizer, context) => ({
        appCredential: context.credential.id,
        tokens: await authorizer.exchange({ code, redirectUri: CALLBACK, verifier }, context),
      }),
    );
  }

  async store(of: Holder, { appCredential, tokens }: Granted): Promise<void> {
    const grant = {
      platform: of.platform,
      appCredential,
      tokens,
      scopes: tokens.scopes ?? [],
      missingScopes: [],
      accountIds: [],
    };
    const at = this.get(Clock).now();
    await this.get(Database).inAgency(of.agencyId, (tx) => this.get(Credentials).store(tx, of, grant, at));
  }

  private async code(
    platform: string,
    { handle, untick }: { handle: string; untick: readonly string[] },
    verifier: string,
  ): Promise<string> {
    const { descriptor, authorizer } = this.get(PlatformRegistry).get(platform);
    const { oauth } = descriptor;
    if (!oauth) throw new Error(`${platform} knows no consent`);
    const regular = new URL(`${this.network.url}/${platform}${oauth.authorize.path}`);
    regular.search = new URLSearchParams({
      ...oauth.parameters,
      response_type: 'code',
      client_id: 'simulated',
      redirect_uri: CALLBACK,
      scope: oauth.scopes.map(({ name }) => name).join(oauth.scopeSeparator),
      state: 'state',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }).toString();
    const form = new URLSearchParams({ handle, decision: 'approve' });
    for (const { name } of oauth.scopes) if (!untick.includes(name)) form.append('scope', name);
    const url = authorizer?.authorizationUrl?.(regular) ?? regular;
    const answer = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
    const code = URL.parse(answer.headers.get('location') ?? '')?.searchParams.get('code');
    if (!code) throw new Error(`${platform} let nobody in: ${String(answer.status)} ${await answer.text()}`);
    return code;
  }

  private get<T>(service: Type<T> | (abstract new () => T)): T {
    return this.module.get<T>(service, { strict: false });
  }
}
