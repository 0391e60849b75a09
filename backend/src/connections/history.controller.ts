import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../core/database/page.js';
import { IdParam } from '../core/edge/id-param.js';
import { Polled } from '../core/edge/polled.js';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { AttentionService } from './attention.service.js';
import { AttentionResponse } from './dto/attention.response.js';
import { ProfileChangePage } from './dto/profile-change.response.js';
import { ProfileChangesService } from './profile-changes.service.js';

@ApiTags('Connections')
@Controller('connections/:id/changes')
export class ProfileChangesController {
  constructor(private readonly changes: ProfileChangesService) {}

  @Get()
  @Polled()
  @Permit('connection:read')
  @ApiOperation({ summary: 'What changed in a profile since it was connected, newest first: before and after.' })
  @ApiOkResponse({ type: ProfileChangePage })
  list(
    @CurrentPrincipal() principal: Principal,
    @IdParam() id: string,
    @Query() query: PageQuery,
  ): Promise<ProfileChangePage> {
    return this.changes.list(principal.agencyId, id, query);
  }
}

@ApiTags('Connections')
@Controller('attention')
export class AttentionController {
  constructor(private readonly attention: AttentionService) {}

  @Get()
  @Polled()
  @Permit('connection:read')
  @ApiOperation({ summary: 'Connections that need a hand, grouped by cause.' })
  @ApiOkResponse({ type: AttentionResponse })
  show(@CurrentPrincipal() principal: Principal): Promise<AttentionResponse> {
    return this.attention.show(principal.agencyId);
  }
}
