/** Gives tokens of disconnected accounts back to their platforms: again and again for a day, and then forgets them. */
import { Injectable, Logger } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { Clock } from '../../core/clock.js';
import { Database } from '../../core/database/database.service.js';
import { NO_ORIGIN } from '../../core/request-origin.js';
import { PlatformError } from '../../platforms/contract/platform-error.js';
import { isEnd } from './credential.js';
import { SYSTEM } from './losses.service.js';
import { RevocationCall } from './revocation-call.service.js';
import { RevocationRepository } from './revocation.repository.js';
import type { PendingRevocation } from './revocation.repository.js';
import { SealBroken } from './sealed-tokens.service.js';

const BATCH = 10;
/** Longer than a call may take. */
const LEASE_SECONDS = 60;
const PAUSE_MS = 60_000;
const LONGEST_MS = 2 * 3600_000;

/** `forgotten`: erased without a word to the platform, because giving it back would have ended a consent that lives. */
const ACTIONS = {
  revoked: 'consent.revoked',
  'given-up': 'consent.revocation_given_up',
  forgotten: 'consent.tokens_forgotten',
} as const;

@Injectable()
export class Revoker {
  private readonly log = new Logger(Revoker.name);

  constructor(
    private readonly database: Database,
    private readonly rows: RevocationRepository,
    private readonly call: RevocationCall,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** One batch; answers how many it saw to. */
  async run(): Promise<number> {
    const now = this.clock.now();
    const due = await this.database.asRevoker((tx) =>
      this.rows.claim(tx, now, { limit: BATCH, seconds: LEASE_SECONDS }),
    );
    await Promise.all(due.map((row) => this.see(row)));
    return due.length;
  }

  /** One bad row spoils no batch. */
  private async see(row: PendingRevocation): Promise<void> {
    try {
      const call = await this.call.make(row);
      if (call === 'made') await this.erase(row, 'revoked', null);
      else if (call !== 'gone') await this.erase(row, 'forgotten', call);
    } catch (error) {
      await this.failed(row, error).catch((err: unknown) =>
        this.log.error({ err, connectionId: row.connectionId, message: 'A revocation could not be noted down' }),
      );
    }
  }

  private async failed(row: PendingRevocation, error: unknown): Promise<void> {
    const code = error instanceof PlatformError || error instanceof SealBroken ? error.code : 'SYNC_INTERNAL';
    if (error instanceof PlatformError && isEnd(code)) return this.erase(row, 'revoked', null);
    if (error instanceof SealBroken && isEnd(code)) return this.erase(row, 'given-up', 'damaged');
    const now = this.clock.now();
    if (now >= row.giveUpAt) return this.erase(row, 'given-up', code);
    const { connectionId, platform } = row;
    this.log.warn({ connectionId, platform, code, message: 'A token could not be given back; it is tried again' });
    const wait = Math.min(PAUSE_MS * 2 ** Math.min(row.attempts - 1, 10), LONGEST_MS);
    const next = new Date(Math.min(now.getTime() + wait, row.giveUpAt.getTime()));
    await this.database.asRevoker((tx) => this.rows.later(tx, row, next));
  }

  /** The end is told without a name: the connection may be forgotten by now. */
  private async erase(row: PendingRevocation, how: keyof typeof ACTIONS, why: string | null): Promise<void> {
    await this.database.asRevoker(async (tx) => {
      if (!(await this.rows.erase(tx, row))) return;
      await this.audit.record(tx, row.agencyId, {
        actor: SYSTEM,
        origin: NO_ORIGIN,
        action: ACTIONS[how],
        target: { type: 'connection', id: row.connectionId, name: null },
        fields: [
          { field: 'platform', before: row.platform, after: null },
          ...(why === null ? [] : [{ field: 'cause', before: null, after: why }]),
        ],
      });
    });
  }
}
