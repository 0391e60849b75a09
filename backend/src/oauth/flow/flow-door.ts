/** Who may begin an authorization, how often, and with which account in mind. */
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { PublicThrottle } from '../../access/public-throttle.service.js';
import { Config } from '../../core/config/config.js';
import { Database } from '../../core/database/database.service.js';
import { ApiError } from '../../core/errors.js';
import type { StartFlowBody } from './dto/flow.requests.js';
import type { ConsentPlatform } from './flow-apps.js';
import { FlowGoals } from './flow-goals.js';
import type { Goal } from './flow-goals.js';
import { FlowRepository } from './flow.repository.js';
import { FlowStarters } from './flow-starter.js';
import type { Starter } from './flow-starter.js';

export interface Admitted {
  readonly starter: Starter;
  readonly goal: Goal;
  /** The platform is to ask for another account than the one that is signed in there. */
  readonly switchAccount: boolean;
}

const WINDOW_SECONDS = 15 * 60;
const PER_ADDRESS = 120;
const PER_TALENT = 40;
const WORDS = 'Too many sign-ins were begun. Wait a few minutes, then try again.';

@Injectable()
export class FlowDoor {
  private readonly addresses: (key: string) => Promise<void>;
  private readonly talents: (key: string) => Promise<void>;

  constructor(
    private readonly throttle: PublicThrottle,
    private readonly starters: FlowStarters,
    private readonly goals: FlowGoals,
    private readonly flows: FlowRepository,
    private readonly database: Database,
    private readonly config: Config,
  ) {
    const seconds = WINDOW_SECONDS;
    this.addresses = throttle.door({ name: 'flow:address', points: PER_ADDRESS, seconds }, WORDS);
    this.talents = throttle.door({ name: 'flow:talent', points: PER_TALENT, seconds }, WORDS);
  }

  async admit(platform: ConsentPlatform, body: StartFlowBody, request: Request): Promise<Admitted> {
    await this.addresses(this.throttle.keyOf(request.ip ?? null));
    this.checkPage(platform, request.get('origin'));
    const starter = await this.starters.of(request, body);
    const { agencyId, talentId } = starter;
    await this.talents(starter.invitationId ?? talentId);
    return this.database.inAgency(agencyId, async (tx) => ({
      starter,
      goal: await this.goals.of(tx, starter, platform, body.connectionId),
      switchAccount:
        body.switchAccount === true || (await this.flows.missedLast(tx, agencyId, talentId, platform.descriptor.id)),
    }));
  }

  /**
   * The cookie of this start belongs to the host of the page, and the platform sends the talent back to the one of the settings: with
   * `localhost` here and 127.0.0.1 there they would come back as somebody unknown. A console of CORS_ORIGINS calls that host anyway.
   */
  private checkPage({ redirectUri, descriptor }: ConsentPlatform, page: string | undefined): void {
    const openAt = new URL(redirectUri).origin;
    if (page === undefined || page === openAt || this.config.values.CORS_ORIGINS.includes(page)) return;
    throw new ApiError(
      'REQUEST_INVALID',
      `This page was opened at ${page}, but ${descriptor.name} sends people back to ${openAt}. Open Rostrum at ${openAt}.`,
      { action: 'If that address is wrong, whoever runs Rostrum sets PUBLIC_URL.', extra: { openAt } },
    );
  }
}
