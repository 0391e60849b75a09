/** A refresh that failed and may succeed later: when it is tried again. */
import { Injectable } from '@nestjs/common';
import type { ConnectionCode } from '../../core/connection-codes.js';
import { Clock } from '../../core/clock.js';
import { Database } from '../../core/database/database.service.js';
import type { PlatformError } from '../../platforms/contract/platform-error.js';
import { CredentialRepository } from './credential.repository.js';
import type { CredentialRow } from './credential.js';
import { afterFailure } from './token-life.js';
import type { AfterFailure } from './token-life.js';

@Injectable()
export class RefreshOutcomes {
  constructor(
    private readonly database: Database,
    private readonly rows: CredentialRepository,
    private readonly clock: Clock,
  ) {}

  after({ failures, failingSince }: CredentialRow, error: PlatformError): AfterFailure {
    return afterFailure(error, { failures, failingSince, now: this.clock.now(), chance: Math.random() });
  }

  /** `sent`: whether the token that went out is spent is not known. */
  async defer(
    row: CredentialRow,
    code: ConnectionCode,
    { nextTryAt, failingSince, sent }: { nextTryAt: Date; failingSince: Date | null; sent: boolean },
  ): Promise<void> {
    await this.database.inAgency(row.agencyId, (tx) =>
      this.rows.defer(tx, row, { code, nextTryAt, failingSince, sent }),
    );
  }
}
