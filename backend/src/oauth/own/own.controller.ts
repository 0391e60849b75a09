import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Costly } from '../../core/costly.js';
import { IdParam } from '../../core/edge/id-param.js';
import { Polled } from '../../core/edge/polled.js';
import { CurrentPrincipal, Permit } from '../../core/principal.js';
import type { Principal } from '../../core/principal.js';
import { Origin } from '../../core/request-origin.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import { NeverReplayed } from '../../core/replay.js';
import { WithdrawRequest } from './dto/own.requests.js';
import { Place } from './dto/place.response.js';
import { TalentData } from './dto/talent-data.response.js';
import { OwnService } from './own.service.js';

/** For talents who are signed in. */
@ApiTags('Consent')
@NeverReplayed()
@Controller('own')
export class OwnController {
  constructor(private readonly own: OwnService) {}

  @Permit('own:read')
  @Get()
  @Polled()
  @ApiOperation({ summary: 'Your own connections, on every platform that can be connected' })
  @ApiOkResponse({ type: Place })
  place(@CurrentPrincipal() principal: Principal): Promise<Place> {
    return this.own.place(principal);
  }

  @Permit('own:write')
  @Post('connections/:id/pause')
  @HttpCode(200)
  @ApiOperation({ summary: 'Pause one of your connections: nothing is read until you resume it.' })
  @ApiOkResponse({ type: Place })
  pause(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
  ): Promise<Place> {
    return this.own.pause({ principal, origin }, id);
  }

  @Permit('own:write')
  @Post('connections/:id/resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Resume what you paused.' })
  @ApiOkResponse({ type: Place })
  resume(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
  ): Promise<Place> {
    return this.own.resume({ principal, origin }, id);
  }

  @Permit('own:write')
  @Post('connections/:id/withdraw')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Withdraw your consent: the token is given back at once, and what was read is kept or erased.',
  })
  @ApiOkResponse({ type: Place })
  withdraw(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
    @Body() body: WithdrawRequest,
  ): Promise<Place> {
    return this.own.withdraw({ principal, origin }, id, body);
  }

  @Permit('own:write')
  @Post('download')
  @HttpCode(200)
  @Costly()
  @ApiOperation({ summary: 'Download my data: everything about your own connections, as one JSON file' })
  @ApiOkResponse({ type: TalentData })
  download(@CurrentPrincipal() principal: Principal, @Origin() origin: RequestOrigin): Promise<StreamableFile> {
    return this.own.download({ principal, origin });
  }
}
