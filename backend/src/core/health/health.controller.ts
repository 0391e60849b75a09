import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../principal.js';
import { Readiness } from './readiness.js';
import type { PartState, ReadinessState } from './readiness.js';

export class LiveAnswer {
  @ApiProperty({ enum: ['live'], example: 'live' })
  status: 'live';
}

export class ReadyAnswer implements ReadinessState {
  @ApiProperty({ enum: ['ready', 'not-ready', 'stopping'], example: 'ready' })
  status: ReadinessState['status'];

  @ApiProperty({ enum: ['up', 'down'], example: 'up' })
  database: PartState;

  @ApiProperty({ enum: ['up', 'down'], example: 'up' })
  redis: PartState;
}

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Public()
  @Get('live')
  @ApiOperation({ summary: 'Whether the process runs' })
  @ApiOkResponse({ type: LiveAnswer })
  live(): LiveAnswer {
    return { status: 'live' };
  }

  @Public()
  @Get('ready')
  @ApiOperation({ summary: 'Whether it can serve: the database and Redis answer, and it is not stopping' })
  @ApiOkResponse({ type: ReadyAnswer })
  @ApiServiceUnavailableResponse({ type: ReadyAnswer, description: 'Not now.' })
  async ready(@Res({ passthrough: true }) response: Response): Promise<ReadyAnswer> {
    const state = await this.readiness.state();
    if (state.status !== 'ready') response.status(HttpStatus.SERVICE_UNAVAILABLE);
    return state;
  }
}
