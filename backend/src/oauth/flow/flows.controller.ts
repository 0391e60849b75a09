import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiForbiddenResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiResponse,
  ApiTags,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { IdParam } from '../../core/edge/id-param.js';
import { PROBLEM_CONTENT } from '../../core/edge/problem-content.js';
import { Public } from '../../core/principal.js';
import { NeverReplayed } from '../../core/replay.js';
import { ChooseAccountBody, StartFlowBody } from './dto/flow.requests.js';
import { Flow, StartedFlow } from './dto/flow.responses.js';
import { FlowCallbackService } from './flow-callback.service.js';
import { FlowChoiceService } from './flow-choice.service.js';
import { FlowStartService } from './flow-start.service.js';

const UNKNOWN = { description: 'This browser has begun no such authorization.', content: PROBLEM_CONTENT };
const PLATFORM = { name: 'platform', description: 'The platform’s id, as in GET /platforms.', example: 'network' };

/** Public routes: who starts is found out from a link, its cookie or a session; who goes on, by the cookie of the start. */
@ApiTags('Consent')
@NeverReplayed()
@Controller('oauth')
export class FlowsController {
  constructor(
    private readonly starts: FlowStartService,
    private readonly callbacks: FlowCallbackService,
    private readonly choices: FlowChoiceService,
  ) {}

  @Public()
  @Post(':platform/start')
  @HttpCode(200)
  @ApiParam(PLATFORM)
  @ApiOperation({
    summary: 'Begin to ask a talent’s consent at a platform',
    description:
      'For talents alone: by a consent link, or signed in. The page goes to the address in the answer. 400 on a page at another ' +
      'address than `PUBLIC_URL`, with the right one in `openAt`.',
  })
  @ApiOkResponse({ type: StartedFlow })
  @ApiUnauthorizedResponse({
    description: 'No link, none opened in this browser, no sign-in.',
    content: PROBLEM_CONTENT,
  })
  @ApiForbiddenResponse({ description: 'Staff and programs cannot consent for a talent.', content: PROBLEM_CONTENT })
  @ApiConflictResponse({
    description: 'The link does not ask for this platform, or has connected it already.',
    content: PROBLEM_CONTENT,
  })
  @ApiNotFoundResponse({ description: 'No such platform, link or connection.', content: PROBLEM_CONTENT })
  start(
    @Param('platform') platform: string,
    @Body() body: StartFlowBody,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StartedFlow> {
    return this.starts.start(platform, body, request, response);
  }

  @Public()
  @Get(':platform/callback')
  @ApiParam(PLATFORM)
  @ApiOperation({ summary: 'Where platforms send talents back to. Not for programs.' })
  @ApiResponse({ status: 303, description: 'To the page that says what came of it.' })
  callback(@Param('platform') platform: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.callbacks.receive(platform, request, response);
  }

  @Public()
  @Get('flows/:id')
  @ApiOperation({ summary: 'What became of an authorization, for the browser that began it' })
  @ApiOkResponse({ type: Flow })
  @ApiNotFoundResponse(UNKNOWN)
  read(@IdParam() id: string, @Req() request: Request): Promise<Flow> {
    return this.choices.read(id, request);
  }

  @Public()
  @Post('flows/:id/choose')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say which account it is to be' })
  @ApiOkResponse({ type: Flow })
  @ApiNotFoundResponse(UNKNOWN)
  choose(@IdParam() id: string, @Body() body: ChooseAccountBody, @Req() request: Request): Promise<Flow> {
    return this.choices.choose(id, body.accountId, request);
  }

  @Public()
  @Post('flows/:id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Choose none: what was granted is given back' })
  @ApiOkResponse({ type: Flow })
  @ApiNotFoundResponse(UNKNOWN)
  cancel(@IdParam() id: string, @Req() request: Request): Promise<Flow> {
    return this.choices.cancel(id, request);
  }
}
