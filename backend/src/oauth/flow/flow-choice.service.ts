/** What the talent's page sees of an authorization and does with it, in the browser that began it. */
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { invalid, notFound } from '../../core/errors.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import type { Flow } from './dto/flow.responses.js';
import { FlowBook } from './flow-book.js';
import { FlowConnects } from './flow-connects.js';
import { FlowCookies } from './flow-cookies.js';
import { FlowEndings } from './flow-endings.js';
import { FlowOffers } from './flow-offers.js';
import { FlowView } from './flow-view.js';
import type { FlowRow } from './flow.repository.js';
import type { Offer } from './offer.js';

@Injectable()
export class FlowChoiceService {
  constructor(
    private readonly book: FlowBook,
    private readonly cookies: FlowCookies,
    private readonly offers: FlowOffers,
    private readonly connects: FlowConnects,
    private readonly endings: FlowEndings,
    private readonly view: FlowView,
  ) {}

  async read(id: string, request: Request): Promise<Flow> {
    return this.view.show(await this.find(id, request));
  }

  /** Choosing once more where nothing is left to choose from changes nothing. */
  async choose(id: string, accountId: string, request: Request): Promise<Flow> {
    const flow = await this.find(id, request);
    const offer = this.offerIn(flow);
    const grant = offer && (await this.offers.grant(flow));
    if (!offer || !grant) return this.view.show(flow);
    const account = offer.accounts.find((one) => one.platformAccountId === accountId);
    if (!account?.usable) throw invalid('accountId', 'This is none of the accounts to choose from.', 'choice');
    const origin = originOf(request);
    const byHandle = offer.why === 'by-handle';
    if ((await this.connects.connect({ flow, grant, account, byHandle, origin })) === 'by-handle')
      await this.offers.offer(flow, { why: 'by-handle', accounts: [account] }, grant);
    return this.read(id, request);
  }

  async cancel(id: string, request: Request): Promise<Flow> {
    const flow = await this.find(id, request);
    const grant = this.offerIn(flow) && (await this.offers.grant(flow));
    const origin = originOf(request);
    if (flow.endedAt === null && (flow.consumedAt === null || grant))
      await this.endings.end(flow, { outcome: 'declined', code: 'CONSENT_DECLINED', grant, origin });
    return this.read(id, request);
  }

  private offerIn(flow: FlowRow): Offer | null {
    return this.view.show(flow).outcome === 'choose' ? (flow.offer as Offer) : null;
  }

  private async find(id: string, request: Request): Promise<FlowRow> {
    const hash = this.cookies.hashOf(request, id);
    const flow = hash && (await this.book.bound(id, hash));
    if (!flow) throw notFound('sign-in');
    return flow;
  }
}

const originOf = (request: Request): RequestOrigin => ({
  requestId: request.requestId ?? null,
  address: request.ip ?? null,
});
