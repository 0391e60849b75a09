/** What somebody with a link may do before anybody knows them: see whom it is for, set a passphrase, and be signed in. */
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { tooMany } from '../core/errors.js';
import type { RequestOrigin } from '../core/request-origin.js';
import type { Me } from './dto/me.dto.js';
import type { OpenStaffLinkBody, StaffLinkFacts, UseStaffLinkBody } from './dto/welcome.dto.js';
import { LinkThrottle } from './link-throttle.js';
import { MeService } from './me.service.js';
import { assertAcceptable, Passphrases } from './passphrases.js';
import { SessionCookie } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';
import { StaffLinks } from './staff-links.service.js';
import type { FoundStaffLink } from './staff-links.repository.js';

@Injectable()
export class WelcomeService {
  constructor(
    private readonly links: StaffLinks,
    private readonly throttle: LinkThrottle,
    private readonly passphrases: Passphrases,
    private readonly sessions: SessionsService,
    private readonly cookie: SessionCookie,
    private readonly me: MeService,
  ) {}

  async open({ token }: OpenStaffLinkBody, origin: RequestOrigin): Promise<StaffLinkFacts> {
    const { purpose, userName: name, email, agencyName, expiresAt } = await this.find(token, origin);
    return { purpose, name, email, agencyName, expiresAt: expiresAt.toISOString() };
  }

  /** The policy is asked before the link is taken, so that a refused passphrase costs nobody their link. */
  async use(body: UseStaffLinkBody, origin: RequestOrigin, request: Request, response: Response): Promise<Me> {
    const found = await this.find(body.token, origin);
    assertAcceptable(body.passphrase, 'passphrase');
    const passwordHash = await this.passphrases.hash(body.passphrase);
    await this.links.take(found, passwordHash, origin);
    const user = { ...found, name: found.userName, status: 'active', passwordHash } as const;
    const { token, principal } = await this.sessions.open(user, origin, this.cookie.read(request));
    this.cookie.set(response, token);
    return this.me.describe(principal);
  }

  private async find(token: string, origin: RequestOrigin): Promise<FoundStaffLink> {
    const waitSeconds = await this.throttle.count(origin.address);
    if (waitSeconds !== null) throw tooMany('Too many links from your address. Wait, then try again.', waitSeconds);
    return this.links.find(token);
  }
}
