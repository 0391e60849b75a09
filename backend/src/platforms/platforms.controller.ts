import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Costly } from '../core/costly.js';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { PlatformCheckResponse } from './dto/platform-check.response.js';
import { PlatformsResponse } from './dto/platform.response.js';
import { PlatformCheckService } from './platform-check.service.js';
import { PlatformsService } from './platforms.service.js';

@ApiTags('Platforms')
@Controller('platforms')
export class PlatformsController {
  constructor(
    private readonly platforms: PlatformsService,
    private readonly checks: PlatformCheckService,
  ) {}

  @ApiOperation({ summary: 'Networks, what each can do, and whether it is configured' })
  @ApiOkResponse({ type: PlatformsResponse })
  @Permit('platform:read')
  @Get()
  list(@CurrentPrincipal() principal: Principal): Promise<PlatformsResponse> {
    return this.platforms.list(principal.agencyId);
  }

  @ApiOperation({ summary: 'One cheap read, to see whether a platform answers with the keys that are set' })
  @ApiOkResponse({ type: PlatformCheckResponse })
  @Permit('platform:check')
  @Costly()
  @Post(':id/check')
  @HttpCode(200)
  check(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<PlatformCheckResponse> {
    return this.checks.check(id, principal.agencyId);
  }
}
