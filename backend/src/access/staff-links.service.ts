/** Links by which a member of the staff takes up their place, or sets a new passphrase. Only a digest of each is stored. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import { sha256 } from '../core/crypto/keyed-hash.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { newId } from '../core/database/ids.js';
import { ApiError } from '../core/errors.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { StaffLinksRepository } from './staff-links.repository.js';
import type { FoundStaffLink, LinkPurpose } from './staff-links.repository.js';
import { StaffRepository } from './staff.repository.js';
import { newToken } from './tokens.js';

const DAY_MS = 86_400_000;
const USED = 'This link was used before. Sign in with your passphrase, or ask for a new link.';

export interface MadeLink {
  /** The token rides behind #, which browsers send nowhere: no log and no Referer ever has it. */
  readonly link: string;
  readonly expiresAt: Date;
}

interface LinkFor {
  readonly agencyId: string;
  readonly userId: string;
  readonly purpose: LinkPurpose;
  readonly createdBy: string;
}

@Injectable()
export class StaffLinks {
  constructor(
    private readonly database: Database,
    private readonly links: StaffLinksRepository,
    private readonly staff: StaffRepository,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** In the caller's transaction. The person's earlier links work no more. */
  async make(tx: Tx, given: LinkFor): Promise<MadeLink> {
    const { token, hash: tokenHash } = newToken();
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + this.config.values.STAFF_LINK_DAYS * DAY_MS);
    await this.links.replace(tx, { ...given, id: newId(), tokenHash, createdAt, expiresAt });
    // From the configuration or not at all: a Host header is whatever the caller says it is.
    const base = this.config.values.PUBLIC_URL?.replace(/\/+$/, '') ?? '';
    return { link: `${base}/welcome#${token}`, expiresAt };
  }

  /** In the caller's transaction: whatever links the person has work no more. */
  withdraw(tx: Tx, agencyId: string, userId: string): Promise<void> {
    return this.links.revokeOpen(tx, agencyId, userId, this.clock.now());
  }

  /** 404 for a token that was never given out, 410 for a link that works no more. */
  async find(token: string): Promise<FoundStaffLink> {
    const found = await this.database.outside((tx) => this.links.find(tx, sha256(token)));
    if (!found) throw new ApiError('NOT_FOUND', 'This link is not known here. Copy it whole, or ask for a new one.');
    this.assertGood(found);
    return found;
  }

  /** Of many at the same moment one succeeds; the others are told that the link was used. */
  async take(found: FoundStaffLink, passwordHash: string, origin: RequestOrigin): Promise<void> {
    const { agencyId, linkId, userId, userName, purpose } = found;
    const now = this.clock.now();
    const taken = await this.database.inAgency(agencyId, async (tx) => {
      await this.staff.hold(tx, agencyId, userId);
      if (!(await this.links.take(tx, agencyId, linkId, now))) return false;
      await this.staff.setPassphrase(tx, { agencyId, id: userId }, passwordHash, now);
      await this.staff.update(tx, agencyId, userId, { status: 'active' });
      await this.audit.record(tx, agencyId, {
        actor: { kind: 'anonymous' },
        origin,
        action: purpose === 'invite' ? 'staff.joined' : 'passphrase.reset',
        target: { type: 'staff', id: userId, name: userName },
      });
      return true;
    });
    if (!taken) throw gone(USED);
  }

  private assertGood({ usedAt, revokedAt, expiresAt }: FoundStaffLink): void {
    if (usedAt) throw gone(USED);
    if (revokedAt) throw gone('This link was withdrawn or replaced by a newer one. Ask for a new link.');
    if (expiresAt <= this.clock.now()) throw gone('This link has expired. Ask for a new one.');
  }
}

/** The token was proved, so saying what became of it reveals nothing to a guesser. */
const gone = (message: string) => new ApiError('NOT_FOUND', message, { status: 410 });
