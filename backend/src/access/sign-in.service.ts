/** Signing in. A known and an unknown e-mail cost the same work and get the same answer. */
import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.service.js';
import { tooMany } from '../core/errors.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { Passphrases } from './passphrases.js';
import { badCredentials, SessionsService } from './sessions.service.js';
import type { OpenedSession } from './sessions.service.js';
import { SignInJournal } from './sign-in-journal.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { StaffRepository } from './staff.repository.js';
import type { FoundUser } from './staff.repository.js';
import { normalEmail } from './staff.service.js';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffRepository,
    private readonly passphrases: Passphrases,
    private readonly throttle: SignInThrottle,
    private readonly sessions: SessionsService,
    private readonly journal: SignInJournal,
  ) {}

  /** A new session, in place of the one that the caller brought along. 401 for bad credentials, 429 for too many tries. */
  async signIn(credentials: Credentials, origin: RequestOrigin, broughtToken: string | null): Promise<OpenedSession> {
    const email = normalEmail(credentials.email);
    const refusal = await this.throttle.count(email, origin.address);
    if (refusal) {
      if (refusal.first) await this.journal.throttled(email, await this.find(email), origin);
      throw tooMany(
        'Too many sign-ins with this account from your address. Wait, then try again.',
        refusal.retryAfterSeconds,
      );
    }
    const user = await this.find(email);
    const matches = await this.passphrases.matches(user?.passwordHash ?? null, credentials.password);
    if (!user || !matches || user.status !== 'active') {
      await this.journal.failed(email, user, origin);
      throw badCredentials();
    }
    await this.throttle.forgive(email, origin.address);
    return this.sessions.open({ ...user, email }, origin, broughtToken);
  }

  private find(email: string): Promise<FoundUser | null> {
    return this.database.outside((tx) => this.staff.findByEmail(tx, email));
  }
}
