import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ConnectionsService } from '../connections/connections.service.js';
import { ConnectionResponse, ConnectionView } from '../connections/connection-view.service.js';
import { PageQuery } from '../core/database/page.js';
import { Costly } from '../core/costly.js';
import { IdParam } from '../core/edge/id-param.js';
import { Polled } from '../core/edge/polled.js';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { Origin } from '../core/request-origin.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { PostPage, RunPage } from './dto/ingestion.responses.js';
import { PostListService } from './post-list.service.js';
import { RunListService } from './run-list.service.js';

@ApiTags('Connections')
@Controller('connections/:id')
export class IngestionController {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly view: ConnectionView,
    private readonly posts: PostListService,
    private readonly runs: RunListService,
  ) {}

  @Post('sync')
  @HttpCode(202)
  @Costly()
  @Permit('connection:write')
  @ApiOperation({ summary: 'Sync now. Queued at once, ahead of what is scheduled; attempts start afresh.' })
  @ApiAcceptedResponse({ type: ConnectionResponse })
  async sync(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
  ): Promise<ConnectionResponse> {
    return this.view.show(await this.connections.requestSync({ principal, origin }, id));
  }

  @Get('posts')
  @Polled()
  @Permit('connection:read')
  @ApiOperation({ summary: 'The posts of a connection with their latest figures, newest first.' })
  @ApiOkResponse({ type: PostPage })
  listPosts(
    @CurrentPrincipal() principal: Principal,
    @IdParam() id: string,
    @Query() query: PageQuery,
  ): Promise<PostPage> {
    return this.posts.ofConnection(principal.agencyId, id, query);
  }

  @Get('runs')
  @Polled()
  @Permit('connection:read')
  @ApiOperation({ summary: 'The syncs of a connection, latest first: why, how it ended, what it cost.' })
  @ApiOkResponse({ type: RunPage })
  listRuns(
    @CurrentPrincipal() principal: Principal,
    @IdParam() id: string,
    @Query() query: PageQuery,
  ): Promise<RunPage> {
    return this.runs.list(principal.agencyId, id, query);
  }
}
