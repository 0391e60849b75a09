/** A talent's own place: one for who came by a link, and for who is signed in. */
import { Injectable } from '@nestjs/common';
import { OwnConnections } from '../../connections/own-connections.service.js';
import { Clock } from '../../core/clock.js';
import { InvitablePlatforms } from '../invitations/invitable-platforms.service.js';
import { InvitationPost } from '../invitations/invitation-post.service.js';
import type { Place, Rights } from './dto/place.response.js';
import { placeOf } from './place-answer.js';
import { PlaceReader } from './place-reader.js';

/** Whose place it is, and what may be done in it. */
export interface PlaceOf {
  readonly agencyId: string;
  readonly talentId: string;
  readonly invitationId: string | null;
  readonly rights: Rights;
}

@Injectable()
export class Places {
  constructor(
    private readonly reader: PlaceReader,
    private readonly connections: OwnConnections,
    private readonly platforms: InvitablePlatforms,
    private readonly post: InvitationPost,
    private readonly clock: Clock,
  ) {}

  async show(of: PlaceOf): Promise<Place> {
    const { agencyId, talentId, rights } = of;
    const { talent, invitation } = await this.reader.read(of);
    return placeOf({
      talent,
      rights,
      invitation,
      platforms: await this.platforms.all(agencyId),
      connections: await this.connections.list(agencyId, talentId),
      mailConfigured: this.post.configured,
      now: this.clock.now(),
    });
  }
}
