import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { PageQuery } from '../core/database/page.js';
import { Costly } from '../core/costly.js';
import { IdParam } from '../core/edge/id-param.js';
import { LargeBody } from '../core/edge/large-body.js';
import { Polled } from '../core/edge/polled.js';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { Origin } from '../core/request-origin.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { DryRunService } from './dry-run.service.js';
import { CreateImportRequest, ImportRowsQuery } from './dto/import.requests.js';
import { ImportPage, ImportResponse, ImportRowPage } from './dto/import.responses.js';
import { ImportListService } from './import-lists.service.js';
import { ImportsService } from './imports.service.js';

@ApiTags('Imports')
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly dryRun: DryRunService,
    private readonly imports: ImportsService,
    private readonly lists: ImportListService,
  ) {}

  @Permit('talent:write')
  @Post()
  @Costly()
  @LargeBody('2mb')
  @ApiOperation({
    summary: 'Check a CSV file of talents and profiles. A dry run: nothing is created but the import itself',
  })
  @ApiCreatedResponse({ type: ImportResponse })
  async create(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @Body() body: CreateImportRequest,
  ): Promise<ImportResponse> {
    return this.lists.get(principal.agencyId, await this.dryRun.check({ principal, origin }, body));
  }

  @Permit('talent:read')
  @Get()
  @Polled()
  @ApiOperation({ summary: 'The imports of the last 30 days, newest first' })
  @ApiOkResponse({ type: ImportPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<ImportPage> {
    return this.lists.list(principal.agencyId, query);
  }

  @Permit('talent:read')
  @Get(':id')
  @Polled()
  @ApiOperation({ summary: 'One import: how far it is' })
  @ApiOkResponse({ type: ImportResponse })
  get(@CurrentPrincipal() principal: Principal, @IdParam() id: string): Promise<ImportResponse> {
    return this.lists.get(principal.agencyId, id);
  }

  @Permit('talent:read')
  @Get(':id/rows')
  @Polled()
  @ApiOperation({ summary: 'What becomes of each row, in the order of the file' })
  @ApiOkResponse({ type: ImportRowPage })
  rows(
    @CurrentPrincipal() principal: Principal,
    @IdParam() id: string,
    @Query() query: ImportRowsQuery,
  ): Promise<ImportRowPage> {
    return this.lists.rows(principal.agencyId, id, query);
  }

  @Permit('talent:write')
  @Post(':id/start')
  @HttpCode(202)
  @Costly()
  @ApiOperation({ summary: 'Do what the dry run showed; a cancelled import goes on where it stopped' })
  @ApiAcceptedResponse({ type: ImportResponse })
  async start(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
  ): Promise<ImportResponse> {
    await this.imports.start({ principal, origin }, id);
    return this.lists.get(principal.agencyId, id);
  }

  @Permit('talent:write')
  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stop an import that runs. What is done stays' })
  @ApiOkResponse({ type: ImportResponse })
  async cancel(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
  ): Promise<ImportResponse> {
    await this.imports.cancel({ principal, origin }, id);
    return this.lists.get(principal.agencyId, id);
  }

  @Permit('talent:delete')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete an import that does not run. What it created stays' })
  @ApiNoContentResponse({ description: 'Deleted, with all it kept of the file.' })
  remove(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
  ): Promise<void> {
    return this.imports.remove({ principal, origin }, id);
  }
}
