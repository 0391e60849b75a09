import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Polled } from '../core/edge/polled.js';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { FreshnessResponse } from './dto/freshness.response.js';
import { FreshnessService } from './freshness.service.js';

@ApiTags('Operations')
@Controller('operations')
export class OperationsController {
  constructor(private readonly freshness: FreshnessService) {}

  @Get('freshness')
  @Polled()
  @Permit('connection:read')
  @ApiOperation({ summary: 'How fresh each platform’s data is, how fresh its limits let it be, and what is put off.' })
  @ApiOkResponse({ type: FreshnessResponse })
  read(@CurrentPrincipal() principal: Principal): Promise<FreshnessResponse> {
    return this.freshness.read(principal.agencyId);
  }
}
