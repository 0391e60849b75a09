/** Shows a connection's row as the API's answer. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import { MediaLinks } from '../platforms/media-links.service.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import type { ConnectionRow, StatusRow } from './connection-row.repository.js';
import { toConnection, toStatus } from './connection-answers.js';
import { consentFactsOf } from './consent-answer.js';
import { ConnectionResponse } from './dto/connection.response.js';
import type { ConnectionStatusResponse } from './dto/connection-status.response.js';

export { ConnectionResponse };

@Injectable()
export class ConnectionView {
  constructor(
    private readonly registry: PlatformRegistry,
    private readonly media: MediaLinks,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  status(row: StatusRow): ConnectionStatusResponse {
    return toStatus(row, this.config.values.SYNC_POST_DEPTH);
  }

  show(row: ConnectionRow): ConnectionResponse {
    return toConnection(row, {
      now: this.clock.now(),
      maxAttempts: this.config.values.SYNC_RETRY_SECONDS.length,
      cooldownSeconds: this.config.values.SYNC_COOLDOWN_SECONDS,
      postDepth: this.config.values.SYNC_POST_DEPTH,
      platform: (id) => this.registry.words(id),
      consentFacts: (id) => consentFactsOf(this.registry.find(id)),
      mediaUrl: (platform, url) => this.media.link(platform, url),
    });
  }
}
