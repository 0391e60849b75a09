import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Costly } from '../../core/costly.js';
import { CurrentPrincipal, Permit } from '../../core/principal.js';
import type { Principal } from '../../core/principal.js';
import { Origin } from '../../core/request-origin.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import { AppCredentialCheckService } from './app-credential-check.service.js';
import { AppCredentialDesk } from './app-credential-desk.service.js';
import { AppCredentialCheck, AppCredentialResponse, SetAppCredentialBody } from './dto/app-credential.dto.js';

@ApiTags('Platforms')
@Controller('platforms/:id/app-credential')
export class AppCredentialsController {
  constructor(
    private readonly desk: AppCredentialDesk,
    private readonly checks: AppCredentialCheckService,
  ) {}

  @Permit('app-credential:manage')
  @Get()
  @ApiOperation({ summary: 'Which keys of its own the agency has at a platform, and what to register there' })
  @ApiOkResponse({ type: AppCredentialResponse })
  read(@CurrentPrincipal() principal: Principal, @Param('id') platform: string): Promise<AppCredentialResponse> {
    return this.desk.read(principal, platform);
  }

  @Permit('app-credential:manage')
  @Put()
  @ApiOperation({ summary: 'Keep keys of the agency’s own app, sealed; they count from now on' })
  @ApiOkResponse({ type: AppCredentialResponse })
  set(
    @CurrentPrincipal() principal: Principal,
    @Param('id') platform: string,
    @Body() { values }: SetAppCredentialBody,
    @Origin() origin: RequestOrigin,
  ): Promise<AppCredentialResponse> {
    return this.desk.set(principal, platform, values, origin);
  }

  @Permit('app-credential:manage')
  @Delete()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Take the keys out of use. They are erased once no talent’s consent was given to that app any more.',
  })
  @ApiNoContentResponse({ description: 'Out of use, now or before.' })
  remove(
    @CurrentPrincipal() principal: Principal,
    @Param('id') platform: string,
    @Origin() origin: RequestOrigin,
  ): Promise<void> {
    return this.desk.remove(principal, platform, origin);
  }

  @Permit('app-credential:manage')
  @Costly()
  @Post('check')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask the platform what it thinks of the agency’s keys' })
  @ApiOkResponse({ type: AppCredentialCheck })
  check(
    @CurrentPrincipal() principal: Principal,
    @Param('id') platform: string,
    @Origin() origin: RequestOrigin,
  ): Promise<AppCredentialCheck> {
    return this.checks.check(principal, platform, origin);
  }
}
