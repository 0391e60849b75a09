/** The account that a row of a file names: by what is written there alone, nothing is fetched. */
import { Injectable } from '@nestjs/common';
import { ConnectionIntake } from '../connections/connection-intake.service.js';
import type { Locator } from '../platforms/contract/descriptor.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import { ColumnNames } from './columns.js';
import type { FileRow } from './file-rows.js';
import type { GivenRow } from './import.js';
import type { ReadProfile, ReadRow } from './verdicts.js';

@Injectable()
export class ProfileReader {
  /** Every network that is known by name, whether it can be read or not: a refused column says why. */
  readonly columns: ColumnNames;

  constructor(
    private readonly registry: PlatformRegistry,
    private readonly intake: ConnectionIntake,
  ) {
    const supported = registry.list().map(({ descriptor }) => descriptor);
    this.columns = new ColumnNames([...registry.recognised, ...supported]);
  }

  read(row: FileRow): ReadRow {
    const profile = this.profileOf(row.given);
    const named = profile && 'locator' in profile ? profile.locator.platform : this.platformOf(row.given);
    return { ...row, given: { ...row.given, platform: named ?? row.given.platform }, profile };
  }

  private platformOf({ platform }: GivenRow): string | null {
    return platform === null ? null : this.columns.platform(platform);
  }

  private profileOf(given: GivenRow): ReadProfile {
    if (given.profile === null) return null;
    const platform = this.platformOf(given);
    if (given.platform !== null && platform === null)
      return {
        code: 'INPUT_PLATFORM_UNSUPPORTED',
        text: `“${given.platform.slice(0, 80)}” is no network that Rostrum knows.`,
      };
    const input = this.registry.readProfileInput(given.profile, platform ?? undefined);
    if (input.outcome === 'platform-needed') return { code: 'PLATFORM_NEEDED', text: input.text };
    if (input.outcome === 'refused') return { code: input.code, text: withAuthor(input.text, input.author) };
    return { locator: input.locator, key: this.intake.keyOf(input.locator) };
  }
}

/** A post's link may say whose it is. */
const withAuthor = (text: string, author: Locator | null): string =>
  author?.kind === 'handle' ? `${text} Its author is @${author.value}.` : text;
