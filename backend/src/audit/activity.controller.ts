import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { ActivityService } from './activity.service.js';
import { ActivityFacets, ActivityPage, ActivityQuery } from './dto/activity.dto.js';

@ApiTags('Activity')
@Controller('activity')
export class ActivityController {
  constructor(private readonly activity: ActivityService) {}

  @Permit('activity:read')
  @Get()
  @ApiOperation({ summary: 'Who did what, newest first: changes, sign-ins and refusals' })
  @ApiOkResponse({ type: ActivityPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: ActivityQuery): Promise<ActivityPage> {
    return this.activity.list(principal.agencyId, query);
  }

  @Permit('activity:read')
  @Get('facets')
  @ApiOperation({ summary: 'What the list of activity can be narrowed down to' })
  @ApiOkResponse({ type: ActivityFacets })
  facets(@CurrentPrincipal() principal: Principal): Promise<ActivityFacets> {
    return this.activity.facets(principal.agencyId);
  }
}
