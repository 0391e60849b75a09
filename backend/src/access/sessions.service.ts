/** Opening and ending staff sessions. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import { sha256 } from '../core/crypto/keyed-hash.js';
import { Database } from '../core/database/database.service.js';
import { newId } from '../core/database/ids.js';
import { ApiError, forbidden } from '../core/errors.js';
import type { Principal, StaffPrincipal } from '../core/principal.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { SessionsRepository } from './sessions.repository.js';
import { StaffRepository } from './staff.repository.js';
import type { FoundUser } from './staff.repository.js';
import { newToken } from './tokens.js';

export interface OpenedSession {
  /** For the cookie; stored nowhere. */
  readonly token: string;
  readonly principal: StaffPrincipal;
}

@Injectable()
export class SessionsService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsRepository,
    private readonly staff: StaffRepository,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Always a new id; the session that the caller came with ends in the same moment. 401 where the passphrase is no more. */
  async open(
    user: FoundUser & { email: string },
    origin: RequestOrigin,
    broughtToken: string | null,
  ): Promise<OpenedSession> {
    const { agencyId, agencyName, userId, role, name, email } = user;
    const { token, hash: tokenHash } = newToken();
    const sessionId = newId();
    const brought = broughtToken === null ? null : await this.find(broughtToken);
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.config.values.SESSION_HOURS * 3_600_000);
    if (brought)
      await this.database.inAgency(brought.agencyId, (tx) =>
        this.sessions.revoke(tx, brought.agencyId, brought.sessionId, now),
      );
    const principal = await this.database.inAgency(agencyId, async (tx) => {
      if (!(await this.staff.signedIn(tx, user, now))) throw badCredentials();
      const talentId = role === 'talent' ? await this.staff.talentOf(tx, agencyId, userId) : null;
      const signedIn = { kind: 'staff', agencyId, agencyName, userId, sessionId, role, name, email, talentId } as const;
      await this.sessions.create(tx, { id: sessionId, agencyId, userId, tokenHash, createdAt: now, expiresAt });
      await this.audit.record(tx, agencyId, {
        actor: signedIn,
        origin,
        action: 'sign-in.succeeded',
        target: staffTarget(signedIn),
      });
      return signedIn;
    });
    return { token, principal };
  }

  /** Ends this very session, in all processes at once. */
  async end(principal: Principal, origin: RequestOrigin): Promise<void> {
    if (principal.kind !== 'staff') throw forbidden(principal.kind);
    const { agencyId, sessionId } = principal;
    await this.database.inAgency(agencyId, async (tx) => {
      await this.sessions.revoke(tx, agencyId, sessionId, this.clock.now());
      await this.audit.record(tx, agencyId, {
        actor: principal,
        origin,
        action: 'sign-out.succeeded',
        target: staffTarget(principal),
      });
    });
  }

  private find(token: string) {
    return this.database.outside((tx) => this.sessions.find(tx, sha256(token)));
  }
}

/** Says the same whatever was wrong. */
export const badCredentials = () => new ApiError('UNAUTHENTICATED', 'The e-mail or the passphrase is not right.');

const staffTarget = ({ userId, name }: StaffPrincipal) => ({ type: 'staff', id: userId, name });
