/** New tokens for old ones: one at a time among all processes, written down before anybody uses them. */
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { Database } from '../../core/database/database.service.js';
import { PlatformError } from '../../platforms/contract/platform-error.js';
import { CredentialRepository } from './credential.repository.js';
import { isEnd } from './credential.js';
import type { CredentialRow, Holder } from './credential.js';
import { RefreshEndings } from './refresh-endings.service.js';
import type { HeldCredential, Refreshed } from './refresh-endings.service.js';
import { LEASE_SECONDS } from './refresh-request.service.js';
import { TokenSeals } from './sealed-tokens.service.js';

type Acquired = { readonly held: HeldCredential } | { readonly now: Refreshed } | 'busy';

/** For people who look at the rows. */
const OWNER = `${hostname()}:${String(process.pid)}`;
const LOOK_MS = 60;
/** Longer than a refresh takes, shorter than the lease of one that died: whoever waits is told to come again. */
const PATIENCE_MS = 20_000;
const NEWER: Refreshed = { kind: 'newer' };

@Injectable()
export class TokenRefresh {
  private readonly log = new Logger(TokenRefresh.name);
  /** In this process: one waits for all. */
  private readonly running = new Map<string, Promise<Refreshed>>();

  constructor(
    private readonly database: Database,
    private readonly rows: CredentialRepository,
    private readonly seals: TokenSeals,
    private readonly endings: RefreshEndings,
    private readonly clock: Clock,
  ) {}

  /** Refreshes the tokens of this generation, or waits for whoever is at it. Rejects for a sealed token that will not open. */
  run(of: Holder, generation: bigint): Promise<Refreshed> {
    const name = `${of.connectionId}:${String(generation)}`;
    const running = this.running.get(name) ?? this.alone(of, generation).finally(() => this.running.delete(name));
    this.running.set(name, running);
    return running;
  }

  private async alone(of: Holder, generation: bigint): Promise<Refreshed> {
    const patience = performance.now() + PATIENCE_MS;
    while (performance.now() < patience) {
      const acquired = await this.acquire(of, generation);
      if (acquired === 'busy') await pause(LOOK_MS * (0.5 + Math.random()));
      else if ('now' in acquired) return acquired.now;
      else return this.endings.finish(acquired.held);
    }
    return failed(new PlatformError('SYNC_TIMEOUT', { note: 'waited in vain for a refresh' }));
  }

  private acquire(of: Holder, generation: bigint): Promise<Acquired> {
    const now = this.clock.now();
    return this.database.inAgency(of.agencyId, async (tx) => {
      const row = await this.rows.acquire(tx, of, { generation, owner: OWNER, seconds: LEASE_SECONDS, now });
      if (!row) return standstill(await this.rows.find(tx, of), generation, now);
      if (row.sentAt)
        this.log.warn({ connectionId: of.connectionId, message: 'A refresh was cut off; it is tried once more' });
      return { held: { row, tokens: await this.seals.both(tx, row, row.generation) } };
    });
  }
}

/** Why the tokens cannot be had for a refresh. */
function standstill(row: CredentialRow | null, generation: bigint, now: Date): Acquired {
  if (!row) return { now: failed(new PlatformError('AUTH_RECONNECT_REQUIRED', { note: 'no tokens any more' })) };
  if (row.generation !== generation) return { now: NEWER };
  if (row.code && isEnd(row.code)) return { now: failed(new PlatformError(row.code, { note: 'known to have ended' })) };
  if (row.nextTryAt && row.nextTryAt > now && !row.leased) return { now: failed(waitingFor(row)) };
  return 'busy';
}

export const waitingFor = ({ code, nextTryAt }: CredentialRow): PlatformError =>
  new PlatformError(code ?? 'PLATFORM_UNAVAILABLE', {
    note: 'tokens could not be refreshed a short while ago',
    ...(nextTryAt ? { retryAt: nextTryAt } : {}),
  });

const failed = (error: PlatformError): Refreshed => ({ kind: 'failed', error });
