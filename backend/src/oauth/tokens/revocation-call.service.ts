/** The one call of a revocation, as the app that the tokens were given to. */
import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.service.js';
import { PlatformGateway } from '../../platforms/platform.gateway.js';
import type { PendingRevocation } from './revocation.repository.js';
import { TokenSeals } from './sealed-tokens.service.js';

/** Short enough to end while a worker shuts down. */
const REQUEST_MS = 10_000;

@Injectable()
export class RevocationCall {
  constructor(
    private readonly database: Database,
    private readonly seals: TokenSeals,
    private readonly gateway: PlatformGateway,
  ) {}

  /** Resolves where the platform knows the tokens no more. Rejects with PlatformError or SealBroken. */
  async make(row: PendingRevocation): Promise<void> {
    const held = await this.database.asRevoker((tx) => this.seals.both(tx, row, null));
    const { platform, agencyId, appCredential: credential } = row;
    const signal = AbortSignal.timeout(REQUEST_MS);
    await this.gateway.authorize(
      platform,
      { lane: 'scheduled', agencyId, credential, signal },
      async (authorizer, context) => authorizer.revoke?.(held, context),
    );
  }
}
