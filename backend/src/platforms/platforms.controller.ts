import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permit } from '../core/principal.js';
import { PlatformsResponse } from './dto/platform.response.js';
import { PlatformsService } from './platforms.service.js';

@ApiTags('Platforms')
@Controller('platforms')
export class PlatformsController {
  constructor(private readonly platforms: PlatformsService) {}

  @ApiOperation({ summary: 'Networks, what each can do, and whether it is configured' })
  @ApiOkResponse({ type: PlatformsResponse })
  @Permit('platform:read')
  @Get()
  list(): PlatformsResponse {
    return this.platforms.list();
  }
}
