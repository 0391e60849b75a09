/** The people who sign in: creating and listing them. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import type { AuditActor } from '../audit/audit.service.js';
import { Clock } from '../core/clock.js';
import { isUniqueViolation } from '../core/database/database-errors.js';
import { Database } from '../core/database/database.service.js';
import type { Tx } from '../core/database/database.service.js';
import { newId } from '../core/database/ids.js';
import { Cursors } from '../core/database/page.js';
import type { PageQuery } from '../core/database/page.js';
import { conflict } from '../core/errors.js';
import type { ApiError } from '../core/errors.js';
import type { Role } from '../core/principal.js';
import { NO_ORIGIN } from '../core/request-origin.js';
import type { RequestOrigin } from '../core/request-origin.js';
import type { StaffPage } from './dto/staff.dto.js';
import { assertAcceptable, Passphrases } from './passphrases.js';
import { shownMember } from './staff-member.js';
import { StaffRepository } from './staff.repository.js';

export interface NewStaff {
  readonly name: string;
  readonly email: string;
  readonly passphrase: string;
  readonly role: Role;
}

export interface NewOwner extends Omit<NewStaff, 'role'> {
  readonly agencyName: string;
  /** The one agency that the demo seed fills and finds again. */
  readonly demo?: boolean;
}

/** Who created it: the command line or the seed where nothing else is said. */
export interface StaffAuthor {
  readonly actor: AuditActor;
  readonly origin: RequestOrigin;
}

const COMMAND_LINE: StaffAuthor = { actor: { kind: 'system', name: 'Command line' }, origin: NO_ORIGIN };
const SORT = 'created';

@Injectable()
export class StaffService {
  constructor(
    private readonly database: Database,
    private readonly repository: StaffRepository,
    private readonly passphrases: Passphrases,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly cursors: Cursors,
  ) {}

  /** A new agency and its first owner. 409 when the e-mail is taken, 422 for an unacceptable passphrase. */
  async createOwner(owner: NewOwner, author = COMMAND_LINE): Promise<{ agencyId: string; userId: string }> {
    const agencyId = newId();
    const passwordHash = await this.hashOf(owner.passphrase);
    const userId = await this.inAgency(agencyId, async (tx) => {
      const agency = {
        id: agencyId,
        name: owner.agencyName.trim(),
        demo: owner.demo ?? false,
        createdAt: this.clock.now(),
      };
      await this.repository.createAgency(tx, agency);
      await this.audit.record(tx, agencyId, {
        ...author,
        action: 'agency.created',
        target: { type: 'agency', id: agencyId, name: agency.name },
      });
      return this.insert(tx, agencyId, { ...owner, role: 'owner' }, passwordHash, author);
    });
    return { agencyId, userId };
  }

  /** Another member of an agency's staff. 409 when the e-mail is taken, 422 for an unacceptable passphrase. */
  async createStaff(agencyId: string, staff: NewStaff, author = COMMAND_LINE): Promise<{ userId: string }> {
    const passwordHash = await this.hashOf(staff.passphrase);
    const userId = await this.inAgency(agencyId, (tx) => this.insert(tx, agencyId, staff, passwordHash, author));
    return { userId };
  }

  /** The demo agency's sign-in, set anew; null where there is no demo agency. 409 where its owner has another e-mail. */
  async renewDemoAccess(email: string, passphrase: string): Promise<{ agencyId: string; userId: string } | null> {
    const agencyId = await this.database.outside((tx) => this.repository.findDemoAgency(tx));
    if (agencyId === null) return null;
    const owner = await this.database.outside((tx) => this.repository.findByEmail(tx, normalEmail(email)));
    if (owner?.agencyId !== agencyId) throw conflict('The demo agency has another owner than demo.json names.');
    const passwordHash = await this.hashOf(passphrase);
    await this.database.inAgency(agencyId, async (tx) => {
      await this.repository.setPassphrase(tx, { agencyId, id: owner.userId }, passwordHash, this.clock.now());
      await this.audit.record(tx, agencyId, {
        ...COMMAND_LINE,
        action: 'staff.passphrase_renewed',
        target: { type: 'staff', id: owner.userId, name: owner.name },
      });
    });
    return { agencyId, userId: owner.userId };
  }

  async list(agencyId: string, { limit, cursor }: PageQuery): Promise<StaffPage> {
    const after = this.cursors.decode(cursor, SORT, { list: 'staff', agencyId });
    const now = this.clock.now();
    const rows = await this.database.inAgency(agencyId, (tx) => this.repository.list(tx, agencyId, limit, after, now));
    const page = this.cursors.page(rows, limit, SORT, { list: 'staff', agencyId }, ({ id }) => ({ value: null, id }));
    return { items: page.items.map(shownMember), nextCursor: page.nextCursor };
  }

  private hashOf(passphrase: string): Promise<string> {
    assertAcceptable(passphrase);
    return this.passphrases.hash(passphrase);
  }

  private async insert(
    tx: Tx,
    agencyId: string,
    staff: NewStaff,
    passwordHash: string,
    author: StaffAuthor,
  ): Promise<string> {
    const id = newId();
    const [email, name] = [normalEmail(staff.email), staff.name.trim()];
    const createdAt = this.clock.now();
    await this.repository.createUser(tx, {
      id,
      agencyId,
      email,
      name,
      role: staff.role,
      status: 'active',
      passwordHash,
      createdAt,
    });
    await this.audit.record(tx, agencyId, {
      ...author,
      action: 'staff.created',
      target: { type: 'staff', id, name },
      fields: [
        { field: 'email', before: null, after: email },
        { field: 'role', before: null, after: staff.role },
      ],
    });
    return id;
  }

  private async inAgency<T>(agencyId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.database.inAgency(agencyId, work);
    } catch (error) {
      throw emailTaken(error) ?? error;
    }
  }
}

/** E-mails are unique across agencies; the refusal does not say whose it is. Null for any other error. */
export function emailTaken(error: unknown): ApiError | null {
  if (!isUniqueViolation(error, 'email')) return null;
  return conflict('Somebody already signs in to Rostrum with this e-mail. Use another one.', { cause: error });
}

/** E-mails are compared without regard to case, and stored so. */
export const normalEmail = (email: string): string => email.trim().toLowerCase();
