import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdParam } from '../core/edge/id-param.js';
import { Polled } from '../core/edge/polled.js';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { Origin } from '../core/request-origin.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { AlertDesk } from './alert-desk.service.js';
import { AlertPage, AlertResponse, ListAlertsQuery } from './dto/alert.dto.js';

@ApiTags('Alerts')
@Controller('alerts')
export class AlertsController {
  constructor(private readonly desk: AlertDesk) {}

  @Get()
  @Polled()
  @Permit('connection:read')
  @ApiOperation({ summary: 'What a person should look at, newest first; with open=true only what is not settled.' })
  @ApiOkResponse({ type: AlertPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: ListAlertsQuery): Promise<AlertPage> {
    return this.desk.list(principal.agencyId, query);
  }

  @Post(':id/close')
  @HttpCode(200)
  @Permit('connection:write')
  @ApiOperation({ summary: 'Close an alert by hand. It is raised anew if it happens again.' })
  @ApiOkResponse({ type: AlertResponse })
  close(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
  ): Promise<AlertResponse> {
    return this.desk.close({ principal, origin }, id);
  }
}
