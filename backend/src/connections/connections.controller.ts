import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Costly } from '../core/costly.js';
import { IdParam } from '../core/edge/id-param.js';
import { Polled } from '../core/edge/polled.js';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { Origin } from '../core/request-origin.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { ConnectService } from './connect.service.js';
import { DisconnectService } from './disconnect.service.js';
import { ConnectionListsService } from './connection-lists.service.js';
import { ConnectionView } from './connection-view.service.js';
import { ConnectionsService } from './connections.service.js';
import {
  CreateConnectionRequest,
  DeleteConnectionQuery,
  ListConnectionsQuery,
  ResolveRequest,
  StatusQuery,
  TalentConnectionsQuery,
  UpdateConnectionRequest,
} from './dto/connection.requests.js';
import { ConnectionPage, ConnectionResponse } from './dto/connection.response.js';
import { ConnectionStatusList } from './dto/connection-status.response.js';
import { Resolution } from './dto/resolution.response.js';
import { ResolveService } from './resolve.service.js';

@ApiTags('Connections')
@Controller('connections')
export class ConnectionsController {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly connector: ConnectService,
    private readonly disconnector: DisconnectService,
    private readonly lists: ConnectionListsService,
    private readonly resolver: ResolveService,
    private readonly view: ConnectionView,
  ) {}

  @Post('resolve')
  @HttpCode(200)
  @Costly()
  @Permit('connection:write')
  @ApiOperation({ summary: 'Who does this handle or link name? Looks once, stores nothing.' })
  @ApiOkResponse({ type: Resolution })
  resolve(@CurrentPrincipal() principal: Principal, @Body() body: ResolveRequest): Promise<Resolution> {
    return this.resolver.resolve(principal.agencyId, body);
  }

  @Post()
  @Permit('connection:write')
  @ApiOperation({ summary: 'Connect a profile to a talent. Answers PENDING at once; the sync follows by itself.' })
  @ApiCreatedResponse({ type: ConnectionResponse })
  async create(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @Body() body: CreateConnectionRequest,
  ): Promise<ConnectionResponse> {
    return this.view.show(await this.connector.connect({ principal, origin }, body));
  }

  @Get()
  @Polled()
  @Permit('connection:read')
  @ApiOperation({
    summary: 'Connections of the agency, a page at a time; archived ones only with status=DISCONNECTED.',
  })
  @ApiOkResponse({ type: ConnectionPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: ListConnectionsQuery): Promise<ConnectionPage> {
    return this.lists.list(principal.agencyId, query);
  }

  @Get('status')
  @Polled()
  @Permit('connection:read')
  @ApiOperation({ summary: 'The little that a poll needs of up to 100 connections, with ETag and 304.' })
  @ApiOkResponse({ type: ConnectionStatusList })
  statuses(@CurrentPrincipal() principal: Principal, @Query() query: StatusQuery): Promise<ConnectionStatusList> {
    return this.lists.statuses(principal, query.ids);
  }

  @Get(':id')
  @Polled()
  @Permit('connection:read')
  @ApiOperation({ summary: 'One connection with its profile.' })
  @ApiOkResponse({ type: ConnectionResponse })
  async get(@CurrentPrincipal() principal: Principal, @IdParam() id: string): Promise<ConnectionResponse> {
    return this.view.show(await this.connections.get(principal, id));
  }

  @Patch(':id')
  @Permit('connection:write')
  @ApiOperation({ summary: 'Change what is expected of a connection, and how important it is.' })
  @ApiOkResponse({ type: ConnectionResponse })
  async update(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
    @Body() body: UpdateConnectionRequest,
  ): Promise<ConnectionResponse> {
    return this.view.show(await this.connections.update({ principal, origin }, id, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @Permit('connection:delete')
  @ApiOperation({ summary: 'Disconnect: erase everything below it, or keep it archived with data=keep.' })
  @ApiNoContentResponse()
  remove(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
    @Query() query: DeleteConnectionQuery,
  ): Promise<void> {
    return this.disconnector.disconnect({ principal, origin }, id, query);
  }
}

@ApiTags('Connections')
@Controller('talents/:id/connections')
export class TalentConnectionsController {
  constructor(private readonly lists: ConnectionListsService) {}

  @Get()
  @Polled()
  @Permit('connection:read')
  @ApiOperation({ summary: 'The connections of one talent, newest first.' })
  @ApiOkResponse({ type: ConnectionPage })
  list(
    @CurrentPrincipal() principal: Principal,
    @IdParam() id: string,
    @Query() query: TalentConnectionsQuery,
  ): Promise<ConnectionPage> {
    return this.lists.ofTalent(principal.agencyId, id, query);
  }
}
