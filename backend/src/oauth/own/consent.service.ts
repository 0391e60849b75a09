/** What somebody with a link may do: see, decline, and with a fresh one pause, withdraw, download and make an account. */
import { Injectable } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import type { Request } from 'express';
import type { Me } from '../../access/talent-accounts.service.js';
import { LinkOpening } from '../invitations/link-opening.service.js';
import type { Visitor } from '../invitations/visitors.service.js';
import { Visitors } from '../invitations/visitors.service.js';
import type { DeclineRequest, OpenConsentRequest, OwnAccountRequest, WithdrawRequest } from './dto/own.requests.js';
import type { FreshLink } from './dto/own.responses.js';
import type { Place } from './dto/place.response.js';
import { OwnDeeds } from './own-deeds.service.js';
import { Places } from './places.service.js';
import { TalentDataFile } from './talent-data-file.service.js';
import type { Visit } from './visit.js';
import { VisitorDeeds } from './visitor-deeds.service.js';
import { visitorIn, managerIn } from './visitor-rights.js';

@Injectable()
export class ConsentService {
  constructor(
    private readonly visitors: Visitors,
    private readonly opening: LinkOpening,
    private readonly places: Places,
    private readonly own: OwnDeeds,
    private readonly deeds: VisitorDeeds,
    private readonly file: TalentDataFile,
  ) {}

  async open({ token }: OpenConsentRequest, { origin, response }: Visit): Promise<Place> {
    return this.places.show(await this.opening.open(token, origin, response));
  }

  async place(request: Request): Promise<Place> {
    return this.places.show(await this.visitor(request));
  }

  async leave(visit: Visit): Promise<void> {
    const visitor = await this.visitors.forget(visit.request, visit.response);
    if (visitor) await this.deeds.left(visitor, visit.origin);
  }

  async decline({ platform }: DeclineRequest, { request, origin }: Visit): Promise<Place> {
    const visitor = await this.visitor(request);
    await this.deeds.decline(visitor, platform ?? null, origin);
    return this.places.show(visitor);
  }

  async freshLink({ request, origin }: Visit): Promise<FreshLink> {
    return this.deeds.freshLink(await this.visitor(request), origin);
  }

  async pause(id: string, visit: Visit): Promise<Place> {
    const manager = await this.manager(visit);
    await this.own.pause(manager, id);
    return this.places.show(manager.principal);
  }

  async resume(id: string, visit: Visit): Promise<Place> {
    const manager = await this.manager(visit);
    await this.own.resume(manager, id);
    return this.places.show(manager.principal);
  }

  async withdraw(id: string, body: WithdrawRequest, visit: Visit): Promise<Place> {
    const manager = await this.manager(visit);
    await this.own.withdraw(manager, id, body);
    return this.places.show(manager.principal);
  }

  async download(visit: Visit): Promise<StreamableFile> {
    const manager = await this.manager(visit);
    await this.deeds.mayDownload(manager);
    return this.file.make(manager);
  }

  async account({ passphrase }: OwnAccountRequest, visit: Visit): Promise<Me> {
    return this.deeds.account(await this.manager(visit), passphrase, visit);
  }

  private async visitor(request: Request): Promise<Visitor> {
    return visitorIn(await this.visitors.of(request));
  }

  private async manager({ request, origin }: Visit) {
    return managerIn(await this.visitor(request), origin);
  }
}
