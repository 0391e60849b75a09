import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Background, CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { HintStreams } from './hint-streams.service.js';

@ApiTags('Events')
@Controller('events')
export class EventsController {
  constructor(private readonly streams: HintStreams) {}

  @Get()
  @Background()
  @Permit('connection:read')
  @ApiOperation({
    summary: 'Hints of what changed, as server-sent events.',
    description:
      'Events `connections`, `imports` and `invitations` (ids of talents) carry `{"ids": […]}`: these have changed, read ' +
      'them again; no ids: any may have. Hints may be lost, so keep polling. A comment comes every 15 seconds; the ' +
      'stream ends with the session or key.',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'The stream; it stays open.', schema: { type: 'string' } })
  open(@CurrentPrincipal() principal: Principal, @Req() request: Request, @Res() response: Response): void {
    this.streams.open(principal, request, response);
  }
}
