import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../core/database/page.js';
import { IdParam } from '../core/edge/id-param.js';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { Origin } from '../core/request-origin.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { ApiKeysService } from './api-keys.service.js';
import { ApiKeyPage, CreateApiKeyBody, CreatedApiKey } from './dto/api-key.dto.js';
import { ReplayedWithout } from '../core/replay.js';

@ApiTags('Access')
@Controller('api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Permit('api-key:manage')
  @Get()
  @ApiOperation({ summary: 'The keys of the agency, newest first; revoked and expired ones too' })
  @ApiOkResponse({ type: ApiKeyPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<ApiKeyPage> {
    return this.keys.list(principal, query);
  }

  @Permit('api-key:manage')
  @Post()
  @ReplayedWithout('secret')
  @ApiOperation({ summary: 'Make a key. Its secret is in this answer and never shown again.' })
  @ApiCreatedResponse({ type: CreatedApiKey })
  create(
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreateApiKeyBody,
    @Origin() origin: RequestOrigin,
  ): Promise<CreatedApiKey> {
    return this.keys.create(principal, body, origin);
  }

  @Permit('api-key:manage')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a key. It stops working at once and stays in the list.' })
  @ApiNoContentResponse({ description: 'Revoked, now or before.' })
  revoke(
    @CurrentPrincipal() principal: Principal,
    @IdParam() id: string,
    @Origin() origin: RequestOrigin,
  ): Promise<void> {
    return this.keys.revoke(principal, id, origin);
  }
}
