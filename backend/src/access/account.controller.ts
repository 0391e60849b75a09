import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdParam } from '../core/edge/id-param.js';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { Origin } from '../core/request-origin.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { ChangePassphraseBody, OwnSessions } from './dto/account.dto.js';
import { NeverReplayed } from '../core/replay.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { PassphraseChange } from './passphrase-change.service.js';

/** What everybody may do about their own way in. */
@ApiTags('Access')
@NeverReplayed()
@Controller('auth')
export class AccountController {
  constructor(
    private readonly passphrase: PassphraseChange,
    private readonly sessions: OwnSessionsService,
  ) {}

  @Permit('session:self')
  @Post('passphrase')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Change your own passphrase. Every other session of yours ends at once.',
    description: '400 when the present one is wrong, 422 when the new one is not acceptable; counted like sign-ins.',
  })
  @ApiNoContentResponse({ description: 'Changed; this session goes on.' })
  changePassphrase(
    @CurrentPrincipal() principal: Principal,
    @Body() body: ChangePassphraseBody,
    @Origin() origin: RequestOrigin,
  ): Promise<void> {
    return this.passphrase.change({ principal, origin }, body);
  }

  @Permit('session:self')
  @Get('sessions')
  @ApiOperation({ summary: 'Where you are signed in, the session last seen first' })
  @ApiOkResponse({ type: OwnSessions })
  listSessions(@CurrentPrincipal() principal: Principal): Promise<OwnSessions> {
    return this.sessions.list(principal);
  }

  @Permit('session:self')
  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'End one of your sessions, everywhere at once' })
  @ApiNoContentResponse({ description: 'Ended, now or before.' })
  endSession(
    @CurrentPrincipal() principal: Principal,
    @IdParam() id: string,
    @Origin() origin: RequestOrigin,
  ): Promise<void> {
    return this.sessions.end({ principal, origin }, id);
  }
}
