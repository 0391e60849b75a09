/** Sign-in as HTTP sees it: credentials and cookies in, cookies and a description of the caller out. */
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Principal } from '../core/principal.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { AuthenticationService } from './authentication.service.js';
import type { Me, SessionState } from './dto/me.dto.js';
import { MeService } from './me.service.js';
import { SessionCookie } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import type { Credentials } from './sign-in.service.js';

@Injectable()
export class AuthService {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly cookie: SessionCookie,
    private readonly me: MeService,
    private readonly authentication: AuthenticationService,
  ) {}

  async login(credentials: Credentials, origin: RequestOrigin, request: Request, response: Response): Promise<Me> {
    const { token, principal } = await this.signIns.signIn(credentials, origin, this.cookie.read(request));
    this.cookie.set(response, token);
    return this.me.describe(principal);
  }

  async logout(principal: Principal, origin: RequestOrigin, response: Response): Promise<void> {
    await this.sessions.end(principal, origin);
    this.cookie.clear(response);
  }

  /** Nobody being signed in is an answer here, not a refusal. */
  async state(request: Request): Promise<SessionState> {
    const principal = await this.authentication.authenticate(request);
    return { signedIn: principal !== null, me: principal && this.me.describe(principal) };
  }
}
