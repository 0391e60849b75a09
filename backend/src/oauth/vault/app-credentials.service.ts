/** Agencies' own apps, as those who call a platform see them: opened when a call needs them, and kept nowhere. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { isId } from '../../core/database/ids.js';
import { Database } from '../../core/database/database.service.js';
import type { Reader, Tx } from '../../core/database/database.service.js';
import { AgencyCredentials } from '../../platforms/contract/agency-credentials.js';
import type { AppCredential } from '../../platforms/contract/fetcher.js';
import { PlatformError } from '../../platforms/contract/platform-error.js';
import { AppCredentialsRepository, type AppCredentialRow } from './app-credentials.repository.js';
import type { KeyValues } from './app-keys.js';
import { Vault, VaultError } from './vault.service.js';

type KeyNames = ReadonlyMap<string, readonly string[]>;

const PREFIX = 'agency:';
/** How late other processes may notice that an agency brought keys, or took them away. */
const REMEMBERED_MS = 3_000;
const MOST_REMEMBERED = 2_000;

@Injectable()
export class AppCredentials extends AgencyCredentials {
  /** Names of keys, no values: most agencies have none, and then no call has to ask. */
  private readonly remembered = new Map<string, { readonly names: Promise<KeyNames>; readonly until: number }>();

  constructor(
    private readonly database: Database,
    private readonly rows: AppCredentialsRepository,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async find(agencyId: string, platform: string, keys: readonly string[]): Promise<AppCredential | null> {
    const names = (await this.keys(agencyId)).get(platform) ?? [];
    if (!keys.every((key) => names.includes(key))) return null;
    return this.opened(agencyId, (reader) => this.rows.current(reader, agencyId, platform));
  }

  override async byId(agencyId: string, id: string): Promise<AppCredential | null> {
    const own = id.startsWith(PREFIX) ? id.slice(PREFIX.length) : '';
    if (!isId(own)) return null;
    return this.opened(agencyId, (reader) => this.rows.byId(reader, agencyId, own));
  }

  override keys(agencyId: string): Promise<KeyNames> {
    const now = this.clock.now().getTime();
    const known = this.remembered.get(agencyId);
    if (known && known.until > now) return known.names;
    const names = this.readKeys(agencyId);
    names.catch(() => this.remembered.delete(agencyId));
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(agencyId, { names, until: now + REMEMBERED_MS });
    return names;
  }

  /** After the commit of what changed them. */
  changed(agencyId: string): void {
    this.remembered.delete(agencyId);
  }

  async valuesOf(reader: Reader, agencyId: string, { id, sealed }: AppCredentialRow): Promise<KeyValues> {
    const text = await this.vault.open(reader, { agencyId, ownerId: id, kind: 'app' }, sealed);
    return JSON.parse(text) as KeyValues;
  }

  /** Erases those out of use that nothing needs any more; answers how many. In a transaction of `asRevoker`. */
  forgetUnused(tx: Tx): Promise<number> {
    return this.rows.forgetUnused(tx);
  }

  private async opened(
    agencyId: string,
    read: (reader: Reader) => Promise<AppCredentialRow | null>,
  ): Promise<AppCredential | null> {
    try {
      return await this.database.readInAgency(agencyId, async (reader) => {
        const row = await read(reader);
        return row && credentialOf(row.id, await this.valuesOf(reader, agencyId, row));
      });
    } catch (error) {
      // No talent can mend this, and the vault has told the log what to do.
      if (error instanceof VaultError)
        throw new PlatformError('APP_CREDENTIALS_INVALID', { note: 'the agency’s own keys do not open' });
      throw error;
    }
  }

  private readKeys(agencyId: string): Promise<KeyNames> {
    return this.database.readInAgency(agencyId, async (reader) => {
      const rows = await this.rows.keys(reader, agencyId);
      return new Map(rows.map(({ platform, keys }) => [platform, keys]));
    });
  }
}

function credentialOf(id: string, values: KeyValues): AppCredential {
  return {
    id: `${PREFIX}${id}`,
    secret: (key) => {
      const value = values[key];
      if (value === undefined) throw new PlatformError('APP_CREDENTIALS_INVALID', { note: `${key} is not set` });
      return value;
    },
  };
}
