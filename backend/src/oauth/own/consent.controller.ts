/** For talents who came by a link. The token is exchanged once, for a cookie: it stands in no storage and no further URL. */
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiForbiddenResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
  ApiTags,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import { Me } from '../../access/talent-accounts.service.js';
import { IdParam } from '../../core/edge/id-param.js';
import { Polled } from '../../core/edge/polled.js';
import { PROBLEM_CONTENT } from '../../core/edge/problem-content.js';
import { Public } from '../../core/principal.js';
import { NeverReplayed } from '../../core/replay.js';
import { ConsentService } from './consent.service.js';
import { DeclineRequest, OpenConsentRequest, OwnAccountRequest, WithdrawRequest } from './dto/own.requests.js';
import { FreshLink } from './dto/own.responses.js';
import { Place } from './dto/place.response.js';
import { TalentData } from './dto/talent-data.response.js';
import { CurrentVisit } from './visit.js';
import type { Visit } from './visit.js';

const says = (description: string) => ({ description, content: PROBLEM_CONTENT });
const NO_VISIT = says('No link was opened in this browser, or that was too long ago.');
const NO_RIGHT = says('This needs a fresh link, or a sign-in.');

@ApiTags('Consent')
@NeverReplayed()
@Public()
@Controller('consent')
export class ConsentController {
  constructor(private readonly consent: ConsentService) {}

  @Post('open')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Open a link: its token for a cookie. Marks an invitation opened; nothing else does.',
    description: 'Fetching the page does nothing, so previews of mail programs do not either.',
  })
  @ApiOkResponse({ type: Place })
  @ApiNotFoundResponse(says('Nobody was given this link.'))
  @ApiResponse({ status: 410, ...says('The link has expired, was taken back, or was replaced; `detail` says which.') })
  open(@Body() body: OpenConsentRequest, @CurrentVisit() visit: Visit): Promise<Place> {
    return this.consent.open(body, visit);
  }

  @Get()
  @Polled()
  @ApiOperation({ summary: 'What the talent sees: who asks, what for, what is connected' })
  @ApiOkResponse({ type: Place })
  @ApiUnauthorizedResponse(NO_VISIT)
  place(@CurrentVisit() { request }: Visit): Promise<Place> {
    return this.consent.place(request);
  }

  @Post('leave')
  @HttpCode(204)
  @ApiOperation({ summary: 'Forget this browser. The link itself stays good.' })
  @ApiNoContentResponse({ description: 'Forgotten, now or before.' })
  leave(@CurrentVisit() visit: Visit): Promise<void> {
    return this.consent.leave(visit);
  }

  @Post('decline')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Say no, to one platform or to all that are open. The agency sees it; the link stays good.',
  })
  @ApiOkResponse({ type: Place })
  @ApiUnauthorizedResponse(NO_VISIT)
  decline(@Body() body: DeclineRequest, @CurrentVisit() visit: Visit): Promise<Place> {
    return this.consent.decline(body, visit);
  }

  @Post('fresh-link')
  @HttpCode(202)
  @ApiOperation({ summary: 'Mail the talent a link that is good for 15 minutes, to pause, withdraw and download.' })
  @ApiAcceptedResponse({ type: FreshLink })
  @ApiUnauthorizedResponse(NO_VISIT)
  @ApiConflictResponse(says('There is no address to mail to, or no mail server; `action` says what to do.'))
  freshLink(@CurrentVisit() visit: Visit): Promise<FreshLink> {
    return this.consent.freshLink(visit);
  }

  @Post('connections/:id/pause')
  @HttpCode(200)
  @ApiOperation({ summary: 'Pause one of your connections: nothing is read until you resume it.' })
  @ApiOkResponse({ type: Place })
  @ApiUnauthorizedResponse(NO_VISIT)
  @ApiForbiddenResponse(NO_RIGHT)
  pause(@IdParam() id: string, @CurrentVisit() visit: Visit): Promise<Place> {
    return this.consent.pause(id, visit);
  }

  @Post('connections/:id/resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Resume what you paused.' })
  @ApiOkResponse({ type: Place })
  @ApiUnauthorizedResponse(NO_VISIT)
  @ApiForbiddenResponse(NO_RIGHT)
  resume(@IdParam() id: string, @CurrentVisit() visit: Visit): Promise<Place> {
    return this.consent.resume(id, visit);
  }

  @Post('connections/:id/withdraw')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Withdraw your consent: the token is given back at once, and what was read is kept or erased.',
  })
  @ApiOkResponse({ type: Place })
  @ApiUnauthorizedResponse(NO_VISIT)
  @ApiForbiddenResponse(NO_RIGHT)
  withdraw(@IdParam() id: string, @Body() body: WithdrawRequest, @CurrentVisit() visit: Visit): Promise<Place> {
    return this.consent.withdraw(id, body, visit);
  }

  @Post('download')
  @HttpCode(200)
  @ApiOperation({ summary: 'Download my data: everything about your own connections, as one JSON file' })
  @ApiOkResponse({ type: TalentData })
  @ApiUnauthorizedResponse(NO_VISIT)
  @ApiForbiddenResponse(NO_RIGHT)
  download(@CurrentVisit() visit: Visit): Promise<StreamableFile> {
    return this.consent.download(visit);
  }

  @Post('account')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Make yourself an account, with the address of the fresh link, and be signed in',
    description: '422 for an unacceptable passphrase, 409 where there is an account already.',
  })
  @ApiOkResponse({ type: Me })
  @ApiUnauthorizedResponse(NO_VISIT)
  @ApiForbiddenResponse(NO_RIGHT)
  @ApiConflictResponse(says('There is an account already, or somebody else signs in with this address.'))
  account(@Body() body: OwnAccountRequest, @CurrentVisit() visit: Visit): Promise<Me> {
    return this.consent.account(body, visit);
  }
}
