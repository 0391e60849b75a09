/** Deeds that concern many connections at a time. */
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { byLengthOf, Costly } from '../core/costly.js';
import { IdParam } from '../core/edge/id-param.js';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { Origin } from '../core/request-origin.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { RosterService, TalentListItem } from '../talents/roster.service.js';
import { BulkConnectionsService } from './bulk-connections.service.js';
import { BulkConnectionResults } from './dto/bulk.responses.js';
import { BulkConnectionsRequest, MergeTalentsRequest } from './dto/control.requests.js';
import { MergeTalentsService } from './merge-talents.service.js';

@ApiTags('Connections')
@Controller('connections/bulk')
export class ConnectionBulkController {
  constructor(private readonly bulk: BulkConnectionsService) {}

  @Post()
  @HttpCode(200)
  @Costly(byLengthOf('ids', 'talentIds'))
  @Permit('connection:write')
  @ApiOperation({
    summary: 'Sync, pause or resume many connections, each for itself: one that refuses holds up no other.',
  })
  @ApiOkResponse({ type: BulkConnectionResults })
  run(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @Body() body: BulkConnectionsRequest,
  ): Promise<BulkConnectionResults> {
    return this.bulk.run({ principal, origin }, body);
  }
}

@ApiTags('Talents')
@Controller('talents/:id/merge')
export class TalentMergeController {
  constructor(
    private readonly merges: MergeTalentsService,
    private readonly roster: RosterService,
  ) {}

  @Post()
  @HttpCode(200)
  @Permit('talent:write')
  @ApiOperation({
    summary: 'Merge two talents: connections, other names, tags and notes of `from` move here, and `from` is gone.',
  })
  @ApiOkResponse({ type: TalentListItem })
  async merge(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
    @Body() { from }: MergeTalentsRequest,
  ): Promise<TalentListItem> {
    await this.merges.merge({ principal, origin }, id, from);
    return this.roster.get(principal.agencyId, id);
  }
}
