/** The one call of a revocation, as the app that the tokens were given to; not made where it would end more than it should. */
import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import type { HeldTokens } from '../../platforms/contract/authorizer.js';
import { PlatformGateway } from '../../platforms/platform.gateway.js';
import { PlatformRegistry } from '../../platforms/platform.registry.js';
import { RevocationRepository } from './revocation.repository.js';
import type { PendingRevocation } from './revocation.repository.js';
import { TokenSeals } from './sealed-tokens.service.js';

/** Short enough to end while a worker shuts down. */
const REQUEST_MS = 10_000;

/**
 * Why no call was made. `consented-anew`: the same connection has new tokens · `shared-grant`: it would end what somebody else
 * goes on with · `gone`: somebody else has seen to it.
 */
type Unmade = 'consented-anew' | 'shared-grant' | 'gone';

@Injectable()
export class RevocationCall {
  constructor(
    private readonly database: Database,
    private readonly rows: RevocationRepository,
    private readonly seals: TokenSeals,
    private readonly registry: PlatformRegistry,
    private readonly gateway: PlatformGateway,
  ) {}

  /** `made`: the platform knows the tokens no more. Rejects with PlatformError or SealBroken. */
  async make(row: PendingRevocation): Promise<'made' | Unmade> {
    const held = await this.database.asRevoker((tx) => this.open(tx, row));
    if (typeof held === 'string') return held;
    const { platform, agencyId, appCredential: credential } = row;
    const signal = AbortSignal.timeout(REQUEST_MS);
    await this.gateway.authorize(
      platform,
      { lane: 'scheduled', agencyId, credential, signal },
      async (authorizer, context) => authorizer.revoke?.(held, context),
    );
    return 'made';
  }

  /** Opened as they are sealed at this moment: keys may have been changed since they were claimed. */
  private async open(tx: Tx, row: PendingRevocation): Promise<HeldTokens | Unmade> {
    if (await this.rows.replaced(tx, row)) return 'consented-anew';
    const ends = this.registry.find(row.platform)?.descriptor.oauth?.revoke?.ends;
    if (ends === 'grant' && (await this.rows.isShared(tx, row))) return 'shared-grant';
    const sealed = await this.rows.sealed(tx, row);
    return sealed ? this.seals.both(tx, { ...row, ...sealed }, null) : 'gone';
  }
}
