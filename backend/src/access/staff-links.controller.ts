import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { PROBLEM_CONTENT } from '../core/edge/problem-content.js';
import { Public } from '../core/principal.js';
import { Origin } from '../core/request-origin.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { Me } from './dto/me.dto.js';
import { OpenStaffLinkBody, StaffLinkFacts, UseStaffLinkBody } from './dto/welcome.dto.js';
import { NeverReplayed } from '../core/replay.js';
import { WelcomeService } from './welcome.service.js';

const UNKNOWN = { description: 'Nobody was given this link.', content: PROBLEM_CONTENT };
const GONE = {
  status: 410,
  description: 'The link was used, replaced, withdrawn, or has expired.',
  content: PROBLEM_CONTENT,
};

@ApiTags('Access')
@NeverReplayed()
@Controller('staff-links')
export class StaffLinksController {
  constructor(private readonly welcome: WelcomeService) {}

  @Public()
  @Post('open')
  @HttpCode(200)
  @ApiOperation({ summary: 'Whom a link is for. Changes nothing.' })
  @ApiOkResponse({ type: StaffLinkFacts })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiResponse(GONE)
  open(@Body() body: OpenStaffLinkBody, @Origin() origin: RequestOrigin): Promise<StaffLinkFacts> {
    return this.welcome.open(body, origin);
  }

  @Public()
  @Post('use')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Set the passphrase and sign in. The link works this once.',
    description:
      'Ends every other session of the person. 422 for an unacceptable passphrase, which leaves the link good.',
  })
  @ApiOkResponse({ type: Me })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiResponse(GONE)
  use(
    @Body() body: UseStaffLinkBody,
    @Origin() origin: RequestOrigin,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    return this.welcome.use(body, origin, request, response);
  }
}
