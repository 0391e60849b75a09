import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../core/database/page.js';
import { Costly } from '../core/costly.js';
import { IdParam } from '../core/edge/id-param.js';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { Origin } from '../core/request-origin.js';
import type { RequestOrigin } from '../core/request-origin.js';
import {
  InviteStaffBody,
  StaffInvitation,
  StaffLinkAnswer,
  StaffMember,
  StaffPage,
  UpdateStaffBody,
} from './dto/staff.dto.js';
import { ReplayedWithout } from '../core/replay.js';
import { StaffMembersService } from './staff-members.service.js';
import { StaffService } from './staff.service.js';

@ApiTags('Access')
@Controller('staff')
export class StaffController {
  constructor(
    private readonly staff: StaffService,
    private readonly members: StaffMembersService,
  ) {}

  @Permit('staff:read')
  @Get()
  @ApiOperation({ summary: 'The people who sign in for this agency, in the order of their creation' })
  @ApiOkResponse({ type: StaffPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<StaffPage> {
    return this.staff.list(principal.agencyId, query);
  }

  @Permit('staff:manage')
  @Post()
  @Costly()
  @ReplayedWithout('link')
  @ApiOperation({
    summary: 'Invite somebody. The link in this answer is never shown again.',
    description: '409 when the e-mail signs in already, for whichever agency. Only owners invite owners.',
  })
  @ApiCreatedResponse({ type: StaffInvitation })
  invite(
    @CurrentPrincipal() principal: Principal,
    @Body() body: InviteStaffBody,
    @Origin() origin: RequestOrigin,
  ): Promise<StaffInvitation> {
    return this.members.invite({ principal, origin }, body);
  }

  @Permit('staff:manage')
  @Post(':id/link')
  @HttpCode(200)
  @ReplayedWithout('link')
  @ApiOperation({
    summary: 'Make a new link: an invitation for who has not accepted yet, a passphrase link for everybody else',
    description: 'Earlier links of this person work no more. Nobody makes one for themself.',
  })
  @ApiOkResponse({ type: StaffLinkAnswer })
  link(
    @CurrentPrincipal() principal: Principal,
    @IdParam() id: string,
    @Origin() origin: RequestOrigin,
  ): Promise<StaffLinkAnswer> {
    return this.members.makeLink({ principal, origin }, id);
  }

  @Permit('staff:manage')
  @Patch(':id')
  @ApiOperation({
    summary: 'Change a name or a role, disable or enable',
    description: 'Only owners touch owners. Nobody changes their own role or disables themself.',
  })
  @ApiOkResponse({ type: StaffMember })
  update(
    @CurrentPrincipal() principal: Principal,
    @IdParam() id: string,
    @Body() body: UpdateStaffBody,
    @Origin() origin: RequestOrigin,
  ): Promise<StaffMember> {
    return this.members.change({ principal, origin }, id, body);
  }

  @Permit('staff:manage')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take back an invitation that was not accepted. Everybody else can only be disabled.' })
  @ApiNoContentResponse({ description: 'Taken back; the link works no more.' })
  remove(
    @CurrentPrincipal() principal: Principal,
    @IdParam() id: string,
    @Origin() origin: RequestOrigin,
  ): Promise<void> {
    return this.members.remove({ principal, origin }, id);
  }
}
