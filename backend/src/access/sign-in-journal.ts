/** Records of sign-ins that came to nothing. Who is not known here leaves digests only, in the trail that has no agency. */
import { Injectable } from '@nestjs/common';
import { NIL } from 'uuid';
import { AuditService } from '../audit/audit.service.js';
import type { AuditEntry } from '../audit/audit.service.js';
import { KeyedHash } from '../core/crypto/keyed-hash.js';
import { Database } from '../core/database/database.service.js';
import type { RequestOrigin } from '../core/request-origin.js';
import type { FoundUser } from './staff.repository.js';

@Injectable()
export class SignInJournal {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
    private readonly hash: KeyedHash,
  ) {}

  failed(email: string, user: FoundUser | null, origin: RequestOrigin): Promise<void> {
    return this.record('sign-in.failed', email, user, origin);
  }

  throttled(email: string, user: FoundUser | null, origin: RequestOrigin): Promise<void> {
    return this.record('sign-in.throttled', email, user, origin);
  }

  /** Both ways take one transaction with the same steps: a clock on the answer tells nothing either. */
  private async record(action: string, email: string, user: FoundUser | null, origin: RequestOrigin): Promise<void> {
    const entry = user ? this.known(action, user, origin) : this.unknown(action, email, origin);
    const agencyId = user?.agencyId ?? null;
    await this.database.inAgency(agencyId ?? NIL, (tx) => this.audit.record(tx, agencyId, entry));
  }

  private known(action: string, user: FoundUser, origin: RequestOrigin): AuditEntry {
    const target = { type: 'staff', id: user.userId, name: user.name };
    return { actor: { kind: 'anonymous' }, origin, action, target };
  }

  private unknown(action: string, email: string, origin: RequestOrigin): AuditEntry {
    const address = origin.address === null ? null : this.hash.sign('address', origin.address);
    const fields = [{ field: 'email', before: null, after: this.hash.sign('address', email) }];
    return { actor: { kind: 'anonymous' }, origin: { ...origin, address }, action, target: null, fields };
  }
}
