/**
 * Seals what must not be read at rest. Whatever is sealed opens for the same agency, owner and kind alone: copied to
 * another row or column it stays shut. Nothing is decrypted but where it is used.
 */
import { Injectable, Logger } from '@nestjs/common';
import { EnvelopeError, keyVersionOf, open, seal } from '../../core/crypto/envelope.js';
import type { Reader, Tx } from '../../core/database/database.service.js';
import { DataKeys } from './data-keys.service.js';
import { VaultError } from './vault-error.js';

export { VaultError } from './vault-error.js';

export interface SealedFor {
  readonly agencyId: string;
  /** The connection, the authorization or the app credential. */
  readonly ownerId: string;
  readonly kind: 'access' | 'refresh' | 'pkce' | 'pending' | 'app';
}

export interface Sealed {
  readonly bytes: Buffer;
  /** Stands in the bytes too; beside them it tells a rotation which rows are left. */
  readonly keyVersion: number;
}

@Injectable()
export class Vault {
  private readonly logger = new Logger(Vault.name);

  constructor(private readonly keys: DataKeys) {}

  /** In the transaction that stores it: until that ends, the key it was sealed with is not deleted. */
  async seal(tx: Tx, of: SealedFor, text: string): Promise<Sealed> {
    const { version, key } = await this.keys.current(tx, of.agencyId);
    return { bytes: seal(key, { ...of, keyVersion: version }, text), keyVersion: version };
  }

  /** Throws VaultError where it was not sealed for this very place, or where the key for it is missing. */
  async open(reader: Reader, of: SealedFor, bytes: Uint8Array): Promise<string> {
    const keyVersion = keyVersionOf(bytes);
    if (keyVersion === null) throw this.refused(of);
    const key = await this.keys.find(reader, of.agencyId, keyVersion);
    try {
      return open(key, { ...of, keyVersion }, bytes);
    } catch (error) {
      throw error instanceof EnvelopeError ? this.refused(of) : error;
    }
  }

  private refused({ agencyId, ownerId, kind }: SealedFor): VaultError {
    const message = `what stands as the ${kind} of ${ownerId} (agency ${agencyId}) was not sealed for that place, or was changed`;
    this.logger.error(message);
    return new VaultError('not-for-this-place', message);
  }
}
