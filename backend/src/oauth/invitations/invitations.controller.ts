import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReplayedWithout } from '../../core/replay.js';
import { Costly } from '../../core/costly.js';
import { IdParam } from '../../core/edge/id-param.js';
import { Polled } from '../../core/edge/polled.js';
import { CurrentPrincipal, Permit } from '../../core/principal.js';
import type { Principal } from '../../core/principal.js';
import { Origin } from '../../core/request-origin.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import { CreateInvitationRequest, InvitationsQuery, SendRequest } from './dto/invitation.requests.js';
import { Invitation, InvitationList, InvitationMade } from './dto/invitation.responses.js';
import { Invitations } from './invitations.service.js';

@ApiTags('Invitations')
@Controller('invitations')
export class InvitationsController {
  constructor(private readonly invitations: Invitations) {}

  @Post()
  @Costly()
  @ReplayedWithout('link', 'message')
  @Permit('invitation:write')
  @ApiOperation({
    summary: 'Ask a talent for consent: a link for these platforms. It is never shown again.',
    description: '409 for a platform that cannot be asked for: it has no consent, or keys are missing.',
  })
  @ApiCreatedResponse({ type: InvitationMade })
  create(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @Body() body: CreateInvitationRequest,
  ): Promise<InvitationMade> {
    return this.invitations.create({ principal, origin }, body);
  }

  @Get()
  @Polled()
  @Permit('invitation:read')
  @ApiOperation({ summary: 'The invitations of a talent, the newest first' })
  @ApiOkResponse({ type: InvitationList })
  list(@CurrentPrincipal() principal: Principal, @Query() { talentId }: InvitationsQuery): Promise<InvitationList> {
    return this.invitations.list(principal.agencyId, talentId);
  }

  @Post(':id/resend')
  @HttpCode(200)
  @Costly()
  @ReplayedWithout('link', 'message')
  @Permit('invitation:write')
  @ApiOperation({
    summary: 'Make a new link for the same invitation, good as long as the first was. The old one is dead.',
  })
  @ApiOkResponse({ type: InvitationMade })
  resend(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
    @Body() body: SendRequest,
  ): Promise<InvitationMade> {
    return this.invitations.resend({ principal, origin }, id, body);
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @Permit('invitation:write')
  @ApiOperation({ summary: 'Take the link back. What was connected by it stays connected.' })
  @ApiOkResponse({ type: Invitation })
  revoke(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
  ): Promise<Invitation> {
    return this.invitations.revoke({ principal, origin }, id);
  }
}

@ApiTags('Invitations')
@Controller('connections/:id/reconnect')
export class ReconnectController {
  constructor(private readonly invitations: Invitations) {}

  @Post()
  @Costly()
  @ReplayedWithout('link', 'message')
  @Permit('connection:write')
  @ApiOperation({
    summary: 'A link by which the talent connects this very account anew. It is never shown again.',
    description: '409 for a platform that cannot be asked for, and for what is disconnected.',
  })
  @ApiCreatedResponse({ type: InvitationMade })
  create(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
    @Body() body: SendRequest,
  ): Promise<InvitationMade> {
    return this.invitations.reconnect({ principal, origin }, id, body);
  }
}
