import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Costly } from '../../core/costly.js';
import { IdParam } from '../../core/edge/id-param.js';
import { CurrentPrincipal, Permit } from '../../core/principal.js';
import type { Principal } from '../../core/principal.js';
import { Origin } from '../../core/request-origin.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import { ReplayedWithout } from '../../core/replay.js';
import { TalentAccountMade } from './dto/own.responses.js';
import { TalentAccountRequest } from './dto/talent-account.request.js';
import { TalentAccountService } from './talent-account.service.js';

@ApiTags('Talents')
@Controller('talents/:id/account')
export class TalentAccountController {
  constructor(private readonly accounts: TalentAccountService) {}

  @Post()
  @Costly()
  @ReplayedWithout('link')
  @Permit('talent:write')
  @ApiOperation({
    summary:
      'Let the talent sign in: an account that sees their own connections alone, and the link to set a passphrase',
    description:
      'Once more while it is not accepted: a new link, the old one is dead. 409 where the talent signs in already, or ' +
      'somebody else does with this e-mail.',
  })
  @ApiCreatedResponse({ type: TalentAccountMade })
  make(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
    @Body() body: TalentAccountRequest,
  ): Promise<TalentAccountMade> {
    return this.accounts.make({ principal, origin }, id, body);
  }

  @Delete()
  @HttpCode(204)
  @Permit('talent:delete')
  @ApiOperation({ summary: 'Take the talent’s account away. They are signed out everywhere; their connections stay.' })
  @ApiNoContentResponse({ description: 'Gone, now or before.' })
  remove(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
  ): Promise<void> {
    return this.accounts.remove({ principal, origin }, id);
  }
}
