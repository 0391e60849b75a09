/** What needs a hand today, grouped by cause. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { Database } from '../core/database/database.service.js';
import { MediaLinks } from '../platforms/media-links.service.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import { causeFacts, gravity, HEALING_CODES, HEALS } from './attention.js';
import { AttentionRepository } from './attention.repository.js';
import type { AttentionRow } from './attention.repository.js';
import type { AttentionGroup, AttentionItem, AttentionResponse, Deed } from './dto/attention.response.js';

const PER_CAUSE = 20;
/** A poll that finds nothing new gets a 304 but once a minute. */
const MINUTE_MS = 60_000;
const QUIET_PAUSE_MS = 7 * 24 * 3600_000;

@Injectable()
export class AttentionService {
  constructor(
    private readonly database: Database,
    private readonly rows: AttentionRepository,
    private readonly registry: PlatformRegistry,
    private readonly media: MediaLinks,
    private readonly clock: Clock,
  ) {}

  async show(agencyId: string): Promise<AttentionResponse> {
    const now = this.clock.now();
    const rows = await this.database.readInAgency(agencyId, (reader) =>
      this.rows.ailing(reader, agencyId, {
        healing: HEALING_CODES,
        pausedBefore: new Date(now.getTime() - QUIET_PAUSE_MS),
        perCause: PER_CAUSE,
      }),
    );
    const groups = [...Map.groupBy(rows, (row) => row.cause)]
      .map(([cause, members]) => this.group(cause, members))
      .sort((one, other) => gravity(one.code) - gravity(other.code) || other.count - one.count);
    const total = groups.reduce((sum, { code, count }) => (code === HEALS ? sum : sum + count), 0);
    return { asOf: new Date(now.getTime() - (now.getTime() % MINUTE_MS)).toISOString(), total, groups };
  }

  private group(code: string, rows: readonly AttentionRow[]): AttentionGroup {
    const [first] = rows;
    const platform = first?.onlyPlatform ?? null;
    const { deed, ...words } = causeFacts(code, platform === null ? null : this.registry.words(platform));
    return { code, ...words, platform, count: first?.count ?? 0, items: rows.map((row) => this.item(row, deed)) };
  }

  private item({ id, avatarUrl, since, ...row }: AttentionRow, deed: Deed): AttentionItem {
    return {
      connectionId: id,
      talentId: row.talentId,
      talentName: row.talentName,
      platform: row.platform,
      handle: row.handle,
      avatarUrl: this.media.link(row.platform, avatarUrl),
      status: row.status,
      since: since.toISOString(),
      deed,
    };
  }
}
