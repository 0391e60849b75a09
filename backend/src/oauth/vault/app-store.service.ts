/** Agencies' own apps as they are written: always in the caller's transaction, always sealed. */
import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../core/database/database.service.js';
import { AppCredentials } from './app-credentials.service.js';
import { AppCredentialsRepository, type AppCredentialRow } from './app-credentials.repository.js';
import type { KeyValues } from './app-keys.js';
import { Vault, VaultError } from './vault.service.js';

interface KeptApp {
  readonly id: string;
  readonly agencyId: string;
  readonly platform: string;
  readonly at: Date;
  readonly values: KeyValues;
  /** It has a row already. */
  readonly known: boolean;
}

@Injectable()
export class AppStore {
  constructor(
    private readonly rows: AppCredentialsRepository,
    private readonly credentials: AppCredentials,
    private readonly vault: Vault,
  ) {}

  current(reader: Reader, agencyId: string, platform: string): Promise<AppCredentialRow | null> {
    return this.rows.current(reader, agencyId, platform);
  }

  /** Until the transaction ends, nobody else changes it. Values that do not open any more count as none: they are entered anew. */
  async held(
    tx: Tx,
    agencyId: string,
    platform: string,
  ): Promise<{ readonly row: AppCredentialRow | null; readonly values: KeyValues }> {
    await this.rows.hold(tx, agencyId, platform);
    const row = await this.rows.current(tx, agencyId, platform);
    if (!row) return { row, values: {} };
    try {
      return { row, values: await this.credentials.valuesOf(tx, agencyId, row) };
    } catch (error) {
      if (error instanceof VaultError) return { row, values: {} };
      throw error;
    }
  }

  async keep(tx: Tx, { id, agencyId, platform, at, values, known }: KeptApp): Promise<void> {
    const sealed = await this.vault.seal(tx, { agencyId, ownerId: id, kind: 'app' }, JSON.stringify(values));
    const { bytes, keyVersion } = sealed;
    const row = { id, agencyId, platform, at, keys: Object.keys(values).sort(), sealed: bytes, keyVersion };
    await (known ? this.rows.replace(tx, row) : this.rows.add(tx, row));
  }

  retire(tx: Tx, agencyId: string, id: string, at: Date): Promise<void> {
    return this.rows.retire(tx, agencyId, id, at);
  }

  checked(...args: Parameters<AppCredentialsRepository['checked']>): Promise<void> {
    return this.rows.checked(...args);
  }

  changed(agencyId: string): void {
    this.credentials.changed(agencyId);
  }
}
