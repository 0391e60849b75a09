/** Where somebody is signed in, and ending that: their own sessions, and nobody else's. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import { Database } from '../core/database/database.service.js';
import { forbidden, notFound } from '../core/errors.js';
import type { Principal, StaffPrincipal } from '../core/principal.js';
import type { Caller } from '../core/request-origin.js';
import type { OwnSessions } from './dto/account.dto.js';
import { SessionsRepository } from './sessions.repository.js';

@Injectable()
export class OwnSessionsService {
  private readonly idleMs: number;

  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsRepository,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.idleMs = config.values.SESSION_IDLE_MINUTES * 60_000;
  }

  /** Those that would still be let in, the one last seen first. */
  async list(principal: Principal): Promise<OwnSessions> {
    const { agencyId, userId, sessionId } = staffOnly(principal);
    const now = this.clock.now();
    const live = { agencyId, userId, now, seenAfter: new Date(now.getTime() - this.idleMs) };
    const rows = await this.database.inAgency(agencyId, (tx) => this.sessions.listLive(tx, live));
    const items = rows.map(({ id, createdAt, lastSeenAt, expiresAt }) => ({
      id,
      current: id === sessionId,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    }));
    return { items };
  }

  /** It counts no more from this moment, in all processes. Ending it again changes nothing. */
  async end({ principal, origin }: Caller, id: string): Promise<void> {
    const { agencyId, userId, name } = staffOnly(principal);
    await this.database.inAgency(agencyId, async (tx) => {
      if (!(await this.sessions.isOf(tx, agencyId, userId, id))) throw notFound('session');
      if (!(await this.sessions.revoke(tx, agencyId, id, this.clock.now()))) return;
      await this.audit.record(tx, agencyId, {
        actor: principal,
        origin,
        action: 'session.revoked',
        target: { type: 'staff', id: userId, name },
      });
    });
  }
}

function staffOnly(principal: Principal): StaffPrincipal {
  if (principal.kind !== 'staff') throw forbidden(principal.kind);
  return principal;
}
