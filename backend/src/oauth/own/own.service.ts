/** What a talent who is signed in sees and does. */
import { Injectable } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { forbidden, notFound } from '../../core/errors.js';
import type { Principal } from '../../core/principal.js';
import type { Caller } from '../../core/request-origin.js';
import type { WithdrawRequest } from './dto/own.requests.js';
import type { Place } from './dto/place.response.js';
import { OwnDeeds } from './own-deeds.service.js';
import type { OwnCaller } from './own-deeds.service.js';
import { nobodysPlace } from './place-answer.js';
import { Places } from './places.service.js';
import { TalentDataFile } from './talent-data-file.service.js';

@Injectable()
export class OwnService {
  constructor(
    private readonly places: Places,
    private readonly deeds: OwnDeeds,
    private readonly file: TalentDataFile,
  ) {}

  /** Empty for an account that no talent belongs to. */
  async place(principal: Principal): Promise<Place> {
    const { agencyId, agencyName, name } = principal;
    const talentId = talentOf(principal);
    if (talentId === null) return nobodysPlace(agencyName, name);
    return this.places.show({ agencyId, talentId, invitationId: null, rights: 'manage' });
  }

  async pause(caller: Caller, id: string): Promise<Place> {
    await this.deeds.pause(own(caller), id);
    return this.place(caller.principal);
  }

  async resume(caller: Caller, id: string): Promise<Place> {
    await this.deeds.resume(own(caller), id);
    return this.place(caller.principal);
  }

  async withdraw(caller: Caller, id: string, body: WithdrawRequest): Promise<Place> {
    await this.deeds.withdraw(own(caller), id, body);
    return this.place(caller.principal);
  }

  download(caller: Caller): Promise<StreamableFile> {
    return this.file.make(own(caller));
  }
}

function talentOf(principal: Principal): string | null {
  if (principal.kind !== 'staff') throw forbidden(principal.kind);
  return principal.talentId ?? null;
}

/** Nothing is theirs, so whatever they name is not there. */
function own(caller: Caller): OwnCaller {
  const talentId = talentOf(caller.principal);
  if (talentId === null) throw notFound('connection');
  return { ...caller, talentId, via: 'account' };
}
