import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags, ApiUnauthorizedResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { PROBLEM_CONTENT } from '../core/edge/problem-content.js';
import { CurrentPrincipal, Permit, Public } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { Origin } from '../core/request-origin.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { AuthService } from './auth.service.js';
import { LoginBody } from './dto/auth.dto.js';
import { Me, SessionState } from './dto/me.dto.js';
import { NeverReplayed } from '../core/replay.js';
import { MeService } from './me.service.js';

@ApiTags('Access')
@NeverReplayed()
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly me: MeService,
  ) {}

  @Public()
  @Post('login')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sign in. Sets the session cookie, always a new one.',
    description: '401 for a wrong e-mail or passphrase, without saying which; 429 after a few tries, with Retry-After.',
  })
  @ApiOkResponse({ type: Me })
  @ApiUnauthorizedResponse({ description: 'The e-mail or the passphrase is not right.', content: PROBLEM_CONTENT })
  login(
    @Body() body: LoginBody,
    @Origin() origin: RequestOrigin,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    return this.auth.login(body, origin, request, response);
  }

  @Permit('session:self')
  @Post('logout')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out. Ends this session at once, everywhere.' })
  @ApiNoContentResponse({ description: 'Signed out; the browser is told to forget what it stored.' })
  logout(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    return this.auth.logout(principal, origin, response);
  }

  @Permit('agency:read')
  @Get('me')
  @ApiOperation({ summary: 'Who is calling, for which agency, and what the caller may do' })
  @ApiOkResponse({ type: Me })
  whoAmI(@CurrentPrincipal() principal: Principal): Me {
    return this.me.describe(principal);
  }

  @Public()
  @Get('session')
  @ApiOperation({
    summary: 'Whether the caller is signed in, and as whom. Always 200.',
    description: 'For the start of the console, which must ask before it knows. Programs ask /auth/me.',
  })
  @ApiOkResponse({ type: SessionState })
  session(@Req() request: Request): Promise<SessionState> {
    return this.auth.state(request);
  }
}
