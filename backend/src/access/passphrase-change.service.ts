/** Changing one's own passphrase. The present one is asked for, and counted like a sign-in: a found session is no way in for good. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../core/clock.js';
import { Database } from '../core/database/database.service.js';
import { forbidden, invalid, tooMany } from '../core/errors.js';
import type { StaffPrincipal } from '../core/principal.js';
import type { Caller, RequestOrigin } from '../core/request-origin.js';
import type { ChangePassphraseBody } from './dto/account.dto.js';
import { assertAcceptable, Passphrases } from './passphrases.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { StaffRepository } from './staff.repository.js';

@Injectable()
export class PassphraseChange {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffRepository,
    private readonly passphrases: Passphrases,
    private readonly throttle: SignInThrottle,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Ends the person's other sessions and open links. 400 for a wrong current one, 422 for an unacceptable new one. */
  async change({ principal, origin }: Caller, { current, next }: ChangePassphraseBody): Promise<void> {
    if (principal.kind !== 'staff') throw forbidden(principal.kind);
    const { agencyId, userId: id, sessionId, email } = principal;
    assertAcceptable(next, 'next');
    const verified = await this.assertCurrent(principal, current, origin);
    const passwordHash = await this.passphrases.hash(next);
    await this.database.inAgency(agencyId, async (tx) => {
      // Changed meanwhile, by the person elsewhere or by a link: what was proved above proves nothing any more.
      if (!(await this.staff.holdPassphrase(tx, agencyId, id, verified))) throw wrong();
      await this.staff.setPassphrase(tx, { agencyId, id }, passwordHash, this.clock.now(), sessionId);
      await this.audit.record(tx, agencyId, entry(principal, origin, 'passphrase.changed'));
    });
    await this.throttle.forgive(email, origin.address);
  }

  /** Answers with the hash that it matched. */
  private async assertCurrent(principal: StaffPrincipal, current: string, origin: RequestOrigin): Promise<string> {
    const { agencyId, userId, email } = principal;
    const refusal = await this.throttle.count(email, origin.address);
    if (refusal)
      throw tooMany(
        'Too many tries with this account from your address. Wait, then try again.',
        refusal.retryAfterSeconds,
      );
    const hash = await this.database.inAgency(agencyId, (tx) => this.staff.passphraseOf(tx, agencyId, userId));
    if ((await this.passphrases.matches(hash, current)) && hash !== null) return hash;
    await this.database.inAgency(agencyId, (tx) =>
      this.audit.record(tx, agencyId, entry(principal, origin, 'passphrase.refused')),
    );
    throw wrong();
  }
}

const wrong = () => invalid('current', 'This is not your present passphrase.', 'passphrase-wrong');

const entry = (principal: StaffPrincipal, origin: RequestOrigin, action: string) => ({
  actor: principal,
  origin,
  action,
  target: { type: 'staff', id: principal.userId, name: principal.name },
});
