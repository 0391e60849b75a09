/** Agencies' data keys, unwrapped: one per agency and version, made at the first use. */
import type { KeyObject } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import { EnvelopeError, newDataKey, unwrap, wrap } from '../../core/crypto/envelope.js';
import { KeyRing } from '../../core/crypto/key-ring.js';
import type { Reader, Tx } from '../../core/database/database.service.js';
import { AgencyKeysRepository, type WrappedKey } from './agency-keys.repository.js';
import { RememberedKeys } from './remembered-keys.js';
import { VaultError } from './vault-error.js';

export interface DataKey {
  readonly version: number;
  readonly key: KeyObject;
}

const FIRST = 1;
/** The newest key is deleted only after a newer one is there: a second look finds that one. */
const LOOKS = 3;

@Injectable()
export class DataKeys {
  private readonly logger = new Logger(DataKeys.name);
  private readonly remembered: RememberedKeys;

  constructor(
    private readonly keys: AgencyKeysRepository,
    private readonly ring: KeyRing,
    private readonly clock: Clock,
  ) {
    this.remembered = new RememberedKeys(clock);
  }

  /** By which to seal now. Read anew each time, and held until the transaction ends: a rotation may just have begun. */
  async current(tx: Tx, agencyId: string): Promise<DataKey> {
    for (let look = 0; look < LOOKS; look++) {
      const stored = await this.keys.current(tx, agencyId);
      if (stored) return { version: stored.version, key: this.unwrapped(agencyId, stored) };
      await this.add(tx, agencyId, FIRST);
    }
    throw new VaultError('key-gone', `agency ${agencyId} has no data key, and none could be made`);
  }

  /** Throws VaultError where it is nowhere, or where the ring lacks what unwraps it. */
  async find(reader: Reader, agencyId: string, version: number): Promise<KeyObject> {
    const known = this.remembered.get(agencyId, version);
    if (known) return known;
    const stored = await this.keys.find(reader, agencyId, version);
    if (!stored) throw new VaultError('key-gone', `agency ${agencyId} has no data key ${version} any more`);
    const key = this.unwrapped(agencyId, stored);
    if (!stored.unsure) this.remembered.put(agencyId, version, key);
    return key;
  }

  /** A new one, wrapped by the ring's current key; false where somebody else was first. */
  add(tx: Tx, agencyId: string, version: number): Promise<boolean> {
    const { name, key } = this.ring.current;
    const wrapped = wrap(key, { ringKey: name, agencyId, version }, newDataKey());
    return this.keys.add(tx, agencyId, { version, wrapped, ringKey: name }, this.clock.now());
  }

  private unwrapped(agencyId: string, { ringKey, version, wrapped }: WrappedKey): KeyObject {
    const key = this.ring.find(ringKey);
    if (!key)
      throw this.told('ring-key-missing', `VAULT_KEYS lacks ${ringKey}, which data key ${version} needs`, agencyId);
    try {
      return unwrap(key, { ringKey, agencyId, version }, wrapped);
    } catch (error) {
      if (!(error instanceof EnvelopeError)) throw error;
      // Another key under an old name: as good as missing, and mended the same way.
      const what = `${ringKey} in VAULT_KEYS is not the key that wrapped data key ${version}`;
      throw this.told('ring-key-missing', what, agencyId);
    }
  }

  private told(problem: 'ring-key-missing', what: string, agencyId: string): VaultError {
    const message = `${what} of agency ${agencyId}: put that key back into VAULT_KEYS and start again`;
    this.logger.error(message);
    return new VaultError(problem, message);
  }
}
