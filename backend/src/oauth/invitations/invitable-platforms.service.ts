/** Which platforms a talent can be asked for, and how an account on them is named. */
import { Injectable, Optional } from '@nestjs/common';
import { conflict, invalid } from '../../core/errors.js';
import { AgencyCredentials } from '../../platforms/contract/agency-credentials.js';
import { PlatformRegistry } from '../../platforms/platform.registry.js';
import type { RegisteredPlatform } from '../../platforms/platform.registry.js';

@Injectable()
export class InvitablePlatforms {
  constructor(
    private readonly registry: PlatformRegistry,
    @Optional() private readonly agencies?: AgencyCredentials,
  ) {}

  /** Every platform that has consent at all, and whether it can be asked for here. */
  async all(agencyId: string): Promise<{ readonly platform: RegisteredPlatform; readonly canAsk: boolean }[]> {
    const known = this.registry.list().filter(({ descriptor }) => descriptor.oauth);
    return Promise.all(known.map(async (platform) => ({ platform, canAsk: await this.canAsk(agencyId, platform) })));
  }

  /** Whether consent can be asked for: with the deployment's keys, or with the agency's own. */
  private async canAsk(agencyId: string, platform: RegisteredPlatform): Promise<boolean> {
    if (!platform.descriptor.oauth || !platform.authorizer) return false;
    if (platform.missingForConsent.length === 0) return true;
    const own = (await this.agencies?.keys(agencyId))?.get(platform.descriptor.id) ?? [];
    return platform.missingForConsent.every((key) => own.includes(key));
  }

  /** 400 for a platform that nobody knows, 409 for one that cannot be asked for. */
  async assertCanAsk(agencyId: string, id: string): Promise<RegisteredPlatform> {
    const platform = this.registry.find(id);
    if (!platform) throw invalid('platforms', `There is no platform "${id}".`, 'unknown-platform');
    const { name, oauth } = platform.descriptor;
    if (!oauth || !platform.authorizer)
      throw conflict(`${name} cannot be asked for consent.`, {
        action: `Leave ${name} out: public profiles there are connected by hand.`,
      });
    if (!(await this.canAsk(agencyId, platform)))
      throw conflict(`${name} is not set up for consent here.`, {
        action: `Tell whoever runs Rostrum to set ${platform.missingForConsent.join(' and ')}, or store keys of your own app.`,
      });
    return platform;
  }

  /** `@Mia`, or the link of a profile → as the platform writes it. 400 for what is no account there. */
  handleOf({ descriptor }: RegisteredPlatform, text: string): string {
    const read = this.registry.readNamedAccount(text, descriptor.id);
    const locator = read.outcome === 'profile' ? read.locator : null;
    if (locator?.kind !== 'handle')
      throw invalid(
        'platforms',
        `“${text}” is no ${descriptor.name} handle. It looks like ${descriptor.handle.example}.`,
        'not-a-handle',
      );
    return descriptor.normalizeHandle(locator.value);
  }
}
