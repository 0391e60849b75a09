/** What was pasted, as an account to connect: or the problem that says what is wrong with it and what would do. */
import { Injectable } from '@nestjs/common';
import type { PlatformWords } from '../core/connection-codes.js';
import { newId } from '../core/database/ids.js';
import type { Tx } from '../core/database/database.service.js';
import { invalid, notFound } from '../core/errors.js';
import type { Locator } from '../platforms/contract/descriptor.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import { codeProblem } from './connection-problems.js';
import type { NewConnection } from './connection.repository.js';
import { ConnectionTalentRepository } from './connection-talent.repository.js';

@Injectable()
export class ProfileInputService {
  constructor(
    private readonly registry: PlatformRegistry,
    private readonly talents: ConnectionTalentRepository,
  ) {}

  /** Throws a 400 with the code and sentence for anything that does not name an account. */
  read(text: string, platform?: string): Locator {
    const input = this.registry.readProfileInput(text, platform);
    if (input.outcome === 'platform-needed') throw invalid('platform', input.text, 'required');
    if (input.outcome === 'refused') {
      const extra = input.author
        ? { author: { platform: input.author.platform, kind: input.author.kind, value: input.author.value } }
        : {};
      const platform = { name: input.platformName ?? 'social network', words: input.words };
      throw codeProblem(input.code, platform, { text: input.text, extra });
    }
    return input.locator;
  }

  platform(id: string): PlatformWords {
    return this.registry.words(id);
  }

  /** The row to store. Until the first read, an account named by its id goes by that id. */
  draft(agencyId: string, talentId: string, locator: Locator): NewConnection {
    const { descriptor, mode } = this.registry.get(locator.platform);
    const byHandle = locator.kind === 'handle';
    return {
      id: newId(),
      agencyId,
      talentId,
      locator,
      handle: locator.value,
      normalizedHandle: byHandle ? descriptor.normalizeHandle(locator.value) : `${locator.kind}:${locator.value}`,
      url: descriptor.profileUrl(locator),
      simulated: mode === 'simulated',
    };
  }

  async requireTalent(tx: Tx, agencyId: string, talentId: string): Promise<void> {
    if (!(await this.talents.holdLive(tx, agencyId, talentId))) throw notFound('talent');
  }
}
