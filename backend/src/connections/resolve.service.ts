/** From what somebody pasted to who it is: parsed strictly, looked up once, nothing stored. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { Database } from '../core/database/database.service.js';
import { MediaLinks } from '../platforms/media-links.service.js';
import type { Locator } from '../platforms/contract/descriptor.js';
import type { NormalizedProfile } from '../platforms/contract/normalized.js';
import { PlatformGateway } from '../platforms/platform.gateway.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import { ConnectionRepository } from './connection.repository.js';
import { lookupProblem } from './connection-problems.js';
import type { ResolveRequest } from './dto/connection.requests.js';
import type { Resolution } from './dto/resolution.response.js';
import { ProfileInputService } from './profile-input.service.js';

@Injectable()
export class ResolveView {
  constructor(
    private readonly registry: PlatformRegistry,
    private readonly media: MediaLinks,
    private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  candidate(locator: Locator, profile: NormalizedProfile): Resolution['candidate'] {
    return {
      platform: locator.platform,
      locator: { kind: locator.kind, value: locator.value },
      platformAccountId: profile.platformAccountId,
      handle: profile.handle,
      displayName: profile.displayName,
      avatarUrl: this.media.link(locator.platform, profile.avatarUrl),
      url: profile.url,
      bio: profile.bio,
      followers: profile.metrics.followers,
      posts: profile.metrics.posts,
      verified: profile.verified,
      fetchedAt: this.now().toISOString(),
      simulated: this.registry.get(locator.platform).mode === 'simulated',
    };
  }

  warnings(profile: NormalizedProfile): Resolution['warnings'] {
    return profile.metrics.posts === 0
      ? [{ code: 'NO_POSTS', text: 'This profile has no posts yet.', until: null }]
      : [];
  }
}

@Injectable()
export class ResolveService {
  constructor(
    private readonly inputs: ProfileInputService,
    private readonly gateway: PlatformGateway,
    private readonly registry: PlatformRegistry,
    private readonly connections: ConnectionRepository,
    private readonly database: Database,
    private readonly view: ResolveView,
  ) {}

  async resolve(agencyId: string, request: ResolveRequest): Promise<Resolution> {
    const locator = this.inputs.read(request.input, request.platform);
    const profile = await this.lookUp(agencyId, locator);
    const { descriptor } = this.registry.get(locator.platform);
    const normalizedHandle = profile.handle === null ? null : descriptor.normalizeHandle(profile.handle);
    const holder = await this.database.inAgency(agencyId, (tx) =>
      this.connections.holder(tx, agencyId, locator.platform, {
        normalizedHandle,
        accountId: profile.platformAccountId,
      }),
    );
    const existing = holder && {
      connectionId: holder.id,
      talentId: holder.talentId,
      talentName: holder.talentName,
      status: holder.status,
    };
    return { candidate: this.view.candidate(locator, profile), warnings: this.view.warnings(profile), existing };
  }

  private async lookUp(agencyId: string, locator: Locator): Promise<NormalizedProfile> {
    const { descriptor } = this.registry.get(locator.platform);
    try {
      const [answer] = await this.gateway.fetchProfiles(locator.platform, [{ locator }], {
        lane: 'interactive',
        agencyId,
      });
      if (!answer) throw new Error('The gateway gave no answer');
      if (!answer.ok) throw answer.error;
      return answer.profile;
    } catch (error) {
      throw lookupProblem(error, descriptor, this.view.now());
    }
  }
}
