/** API and workers start with every key that something in the database is wrapped by, or not at all. */
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { EnvelopeError, unwrap } from '../../core/crypto/envelope.js';
import { KeyRing } from '../../core/crypto/key-ring.js';
import { isUnreachable } from '../../core/database/database-errors.js';
import { Database } from '../../core/database/database.service.js';
import { AgencyKeysRepository, type KeyInUse } from './agency-keys.repository.js';

@Injectable()
export class KeyRingCheck implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly keys: AgencyKeysRepository,
    private readonly ring: KeyRing,
  ) {}

  /** A database that is not there yet is asked by nobody else either: then the vault itself says so, where it is used. */
  async onModuleInit(): Promise<void> {
    for (const used of await this.inUse()) {
      const wrong = this.problemOf(used);
      if (wrong !== null) throw new Error(`VAULT_KEYS: ${wrong}`);
    }
  }

  private async inUse(): Promise<readonly KeyInUse[]> {
    try {
      return await this.database.asWorker((tx) => this.keys.inUse(tx));
    } catch (error) {
      if (isUnreachable(error)) return [];
      throw error;
    }
  }

  private problemOf({ ringKey, agencyId, version, wrapped }: KeyInUse): string | null {
    const remedy =
      'put it back, behind the first one if there is a newer, or use the database that these keys belong to';
    const key = this.ring.find(ringKey);
    if (!key) return `${ringKey} is missing, and what is stored cannot be opened without it; ${remedy}`;
    try {
      unwrap(key, { ringKey, agencyId, version }, wrapped);
      return null;
    } catch (error) {
      if (!(error instanceof EnvelopeError)) throw error;
      return `${ringKey} is not the key that it was, and what is stored cannot be opened without that one; ${remedy}`;
    }
  }
}
