/** What people do with one connection by hand: stop it, start it, take it back, prove whose it is, move it. */
import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Costly } from '../core/costly.js';
import { IdParam } from '../core/edge/id-param.js';
import { CurrentPrincipal, Permit } from '../core/principal.js';
import type { Principal } from '../core/principal.js';
import { Origin } from '../core/request-origin.js';
import type { RequestOrigin } from '../core/request-origin.js';
import { ConnectionView } from './connection-view.service.js';
import { ControlService } from './control.service.js';
import { PauseRequest, TransferRequest } from './dto/control.requests.js';
import { ConnectionResponse } from './dto/connection.response.js';
import { ProofService } from './proof.service.js';
import { TransferService } from './transfer.service.js';

@ApiTags('Connections')
@Controller('connections/:id')
export class ConnectionControlController {
  constructor(
    private readonly control: ControlService,
    private readonly transfers: TransferService,
    private readonly view: ConnectionView,
  ) {}

  @Post('pause')
  @HttpCode(200)
  @Permit('connection:write')
  @ApiOperation({ summary: 'Pause: nothing is read until it is resumed, and a sync that runs writes nothing more.' })
  @ApiOkResponse({ type: ConnectionResponse })
  async pause(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
    @Body() { reason = null }: PauseRequest,
  ): Promise<ConnectionResponse> {
    return this.view.show(await this.control.pause({ principal, origin }, id, reason));
  }

  @Post('resume')
  @HttpCode(200)
  @Permit('connection:write')
  @ApiOperation({ summary: 'Resume: due at once where it is older than the interval, otherwise at its regular time.' })
  @ApiOkResponse({ type: ConnectionResponse })
  async resume(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
  ): Promise<ConnectionResponse> {
    return this.view.show(await this.control.resume({ principal, origin }, id));
  }

  @Post('restore')
  @HttpCode(200)
  @Costly()
  @Permit('connection:write')
  @ApiOperation({
    summary: 'Undo a disconnect that kept its data; 409 where the account was connected anew meanwhile.',
  })
  @ApiOkResponse({ type: ConnectionResponse })
  async restore(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
  ): Promise<ConnectionResponse> {
    return this.view.show(await this.control.restore({ principal, origin }, id));
  }

  @Post('transfer')
  @HttpCode(200)
  @Permit('connection:write')
  @ApiOperation({ summary: 'Move the connection, with its posts and history, to another talent.' })
  @ApiOkResponse({ type: ConnectionResponse })
  async transfer(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
    @Body() { talentId }: TransferRequest,
  ): Promise<ConnectionResponse> {
    return this.view.show(await this.transfers.transfer({ principal, origin }, id, talentId));
  }
}

@ApiTags('Connections')
@Controller('connections/:id/proof')
export class ConnectionProofController {
  constructor(
    private readonly proofs: ProofService,
    private readonly view: ConnectionView,
  ) {}

  @Post()
  @HttpCode(200)
  @Costly()
  @Permit('connection:write')
  @ApiOperation({
    summary:
      'Ask for proof of ownership: a code for the bio, looked for at the next syncs. The same one while it is open.',
  })
  @ApiOkResponse({ type: ConnectionResponse })
  async request(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
  ): Promise<ConnectionResponse> {
    return this.view.show(await this.proofs.request({ principal, origin }, id));
  }

  @Delete()
  @Permit('connection:delete')
  @ApiOperation({ summary: 'Withdraw the code: nobody looks for it any more.' })
  @ApiOkResponse({ type: ConnectionResponse })
  async withdraw(
    @CurrentPrincipal() principal: Principal,
    @Origin() origin: RequestOrigin,
    @IdParam() id: string,
  ): Promise<ConnectionResponse> {
    return this.view.show(await this.proofs.withdraw({ principal, origin }, id));
  }
}
