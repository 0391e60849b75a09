/** Signing a talent in who has just made an account. */
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../core/clock.js';
import type { Tx } from '../core/database/database.service.js';
import type { RequestOrigin } from '../core/request-origin.js';
import type { Me } from './dto/me.dto.js';
import { MeService } from './me.service.js';
import { Passphrases } from './passphrases.js';
import { SessionCookie } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';
import { StaffRepository } from './staff.repository.js';

interface NewTalentUser {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
}

@Injectable()
export class TalentSignIn {
  constructor(
    private readonly staff: StaffRepository,
    private readonly passphrases: Passphrases,
    private readonly sessions: SessionsService,
    private readonly cookie: SessionCookie,
    private readonly me: MeService,
    private readonly clock: Clock,
  ) {}

  hash(passphrase: string): Promise<string> {
    return this.passphrases.hash(passphrase);
  }

  setPassphrase(tx: Tx, user: { agencyId: string; id: string }, passwordHash: string): Promise<void> {
    return this.staff.setPassphrase(tx, user, passwordHash, this.clock.now());
  }

  async open(
    user: NewTalentUser,
    origin: RequestOrigin,
    { request, response }: { readonly request: Request; readonly response: Response },
  ): Promise<Me> {
    const known = { ...user, role: 'talent', status: 'active' } as const;
    const { token, principal } = await this.sessions.open(known, origin, this.cookie.read(request));
    this.cookie.set(response, token);
    return this.me.describe(principal);
  }
}
