/** Opening a link: its token is exchanged, once for each browser, for a cookie. Nothing else marks an invitation opened. */
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { PublicThrottle } from '../../access/public-throttle.service.js';
import { EventBus } from '../../core/events.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import { FreshLinks } from './fresh-links.service.js';
import { InvitationsChanged } from './invitations.events.js';
import { LinkReader, unknownLink } from './link-reader.service.js';
import { OpenVisits } from './open-visits.service.js';
import type { Visitor } from './visitor.js';

/** Guessing one is hopeless; this keeps trying from being work for us. */
const OPENINGS = { name: 'consent-link', points: 120, seconds: 15 * 60 } as const;

@Injectable()
export class LinkOpening {
  private readonly door: (key: string) => Promise<void>;

  constructor(
    private readonly throttle: PublicThrottle,
    private readonly links: LinkReader,
    private readonly fresh: FreshLinks,
    private readonly visits: OpenVisits,
    private readonly events: EventBus,
  ) {
    this.door = throttle.door(OPENINGS, 'Too many links from your address. Wait, then try again.');
  }

  /** 404 for a token that was never given out, 410 for one that works no more. */
  async open(token: string, origin: RequestOrigin, response: Response): Promise<Visitor> {
    await this.door(this.throttle.keyOf(origin.address));
    const link = (await this.links.find(token)) ?? (await this.links.findFresh(token));
    if (!link) throw unknownLink();
    const { visitor, linkId } = link;
    const { agencyId, talentId } = visitor;
    const news = await this.visits.begin(link, origin, response, async (tx, now) => {
      if (linkId !== null) await this.fresh.take(tx, agencyId, linkId, now);
    });
    if (news) this.events.publish(new InvitationsChanged(agencyId, [talentId]));
    return visitor;
  }
}
