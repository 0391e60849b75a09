import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { Origin } from '../core/request-origin.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { AgencyService } from './agency.service.js';
import { AgencyResponse, UpdateAgencyBody } from './dto/agency.dto.js';

@ApiTags('Access')
@Controller('agency')
export class AgencyController {
  constructor(private readonly agency: AgencyService) {}

  // Not agency:read: a talent who signs in need not know how many others there are.
  @Permit('staff:read')
  @Get()
  @ApiOperation({ summary: 'The agency of the caller, and how much there is of it' })
  @ApiOkResponse({ type: AgencyResponse })
  read(@CurrentPrincipal() principal: Principal): Promise<AgencyResponse> {
    return this.agency.read(principal);
  }

  @Permit('agency:manage')
  @Patch()
  @ApiOperation({ summary: 'Rename the agency' })
  @ApiOkResponse({ type: AgencyResponse })
  rename(
    @CurrentPrincipal() principal: Principal,
    @Body() body: UpdateAgencyBody,
    @Origin() origin: RequestOrigin,
  ): Promise<AgencyResponse> {
    return this.agency.rename({ principal, origin }, body);
  }
}
