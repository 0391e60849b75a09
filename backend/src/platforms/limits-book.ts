/** Which limits hold here: the published ones, or those that the operator wrote in their place. */
import { Injectable } from '@nestjs/common';
import { CATALOGUE } from './catalogue.js';
import type { PublishedLimit } from './contract/descriptor.js';
import { readLimits } from './limits.js';
import { PlatformSettings } from './platform.settings.js';

export const limitsKey = (platformId: string): string => `${platformId.toUpperCase()}_LIMITS`;

export interface StandingLimit extends PublishedLimit {
  /** Written by the operator: no platform's word raises it. */
  readonly chosen: boolean;
}

@Injectable()
export class LimitBook {
  private readonly limits: ReadonlyMap<string, readonly StandingLimit[]>;

  constructor(settings: PlatformSettings) {
    this.limits = new Map(
      CATALOGUE.map(({ descriptor: { id, limits } }) => {
        const key = limitsKey(id);
        const written = settings.value(key);
        const held = written === undefined ? limits : readLimits(written, limits, key);
        return [id, held.map((limit) => ({ ...limit, chosen: limit.source === key }))];
      }),
    );
  }

  ofPlatform(platform: string): readonly StandingLimit[] {
    return this.limits.get(platform) ?? [];
  }

  ofClass(platform: string, endpointClass: string): readonly StandingLimit[] {
    return this.ofPlatform(platform).filter((limit) => limit.endpointClass === endpointClass);
  }
}
