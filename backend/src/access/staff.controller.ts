import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../core/database/page.js';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { StaffPage } from './dto/staff.dto.js';
import { StaffService } from './staff.service.js';

@ApiTags('Access')
@Controller('staff')
export class StaffController {
  constructor(private readonly staff: StaffService) {}

  @Permit('staff:read')
  @Get()
  @ApiOperation({ summary: 'The people who sign in for this agency, in the order of their creation' })
  @ApiOkResponse({ type: StaffPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<StaffPage> {
    return this.staff.list(principal.agencyId, query);
  }
}
