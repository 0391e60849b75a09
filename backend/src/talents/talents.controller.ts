import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Costly } from '../core/costly.js';
import { IdParam } from '../core/edge/id-param.js';
import { Polled } from '../core/edge/polled.js';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { Origin } from '../core/request-origin.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { BulkTalentsService } from './bulk-talents.service.js';
import { BulkTalentsBody } from './dto/bulk.requests.js';
import { BulkTalentResults } from './dto/bulk.responses.js';
import { CreateTalentBody, TalentListQuery, UpdateTalentBody } from './dto/talent.requests.js';
import { TalentFacets, TalentListItem, TalentPage } from './dto/talent.responses.js';
import { RosterService } from './roster.service.js';
import { TalentsService } from './talents.service.js';

@ApiTags('Talents')
@Controller('talents')
export class TalentsController {
  constructor(
    private readonly roster: RosterService,
    private readonly talents: TalentsService,
    private readonly bulk: BulkTalentsService,
  ) {}

  @Permit('talent:read')
  @Get()
  @Polled()
  @ApiOperation({ summary: 'Talents of the agency with what their connections amount to, a page at a time' })
  @ApiOkResponse({ type: TalentPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: TalentListQuery): Promise<TalentPage> {
    return this.roster.list(principal.agencyId, query);
  }

  @Permit('talent:read')
  @Get('facets')
  @ApiOperation({ summary: 'What the roster can be filtered by: tags in use, and people who look after talents' })
  @ApiOkResponse({ type: TalentFacets })
  facets(@CurrentPrincipal() principal: Principal): Promise<TalentFacets> {
    return this.roster.facets(principal.agencyId);
  }

  @Permit('talent:read')
  @Get(':id')
  @Polled()
  @ApiOperation({ summary: 'One talent' })
  @ApiOkResponse({ type: TalentListItem })
  get(@CurrentPrincipal() principal: Principal, @IdParam() id: string): Promise<TalentListItem> {
    return this.roster.get(principal.agencyId, id);
  }

  @Permit('talent:write')
  @Post()
  @ApiOperation({ summary: 'Add a talent' })
  @ApiCreatedResponse({ type: TalentListItem })
  async create(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @Body() body: CreateTalentBody,
  ): Promise<TalentListItem> {
    return this.roster.get(principal.agencyId, await this.talents.create({ principal, origin }, body));
  }

  @Permit('talent:write')
  @Post('bulk')
  @HttpCode(200)
  @Costly()
  @ApiOperation({ summary: 'Tag, untag, archive or take back many talents, each for itself' })
  @ApiOkResponse({ type: BulkTalentResults })
  many(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @Body() body: BulkTalentsBody,
  ): Promise<BulkTalentResults> {
    return this.bulk.run({ principal, origin }, body);
  }

  @Permit('talent:write')
  @Patch(':id')
  @ApiOperation({ summary: 'Change a talent; archive it, or take it back' })
  @ApiOkResponse({ type: TalentListItem })
  async update(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
    @Body() body: UpdateTalentBody,
  ): Promise<TalentListItem> {
    await this.talents.update({ principal, origin }, id, body);
    return this.roster.get(principal.agencyId, id);
  }

  @Permit('talent:delete')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Erase a talent with all connections, posts and figures below it' })
  @ApiNoContentResponse({ description: 'Erased. The audit trail keeps that it happened, and no name.' })
  erase(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
  ): Promise<void> {
    return this.talents.erase({ principal, origin }, id);
  }
}
