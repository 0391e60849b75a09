/** Tokens in and out of the vault, each for its own place. Opened only where one is used. */
import { Injectable } from '@nestjs/common';
import type { ConnectionCode } from '../../core/connection-codes.js';
import type { Reader, Tx } from '../../core/database/database.service.js';
import type { HeldTokens, TokenSet } from '../../platforms/contract/authorizer.js';
import { PlatformRegistry } from '../../platforms/platform.registry.js';
import { Vault, VaultError } from '../vault/vault.service.js';
import type { CredentialRow, Holder, SealedTokens } from './credential.js';

type Owner = Omit<Holder, 'platform'>;
type SealedPair = Owner & Pick<CredentialRow, 'accessToken' | 'refreshToken' | 'issuedAt'>;

/** What is stored does not open: it is not what was sealed there, or a key is missing. */
export class SealBroken extends Error {
  constructor(
    /** Says whether whoever runs this can mend it, or only the talent. */
    readonly code: ConnectionCode,
    /** Of these very tokens; null where they are kept for giving back alone. */
    readonly generation: bigint | null,
  ) {
    super('Sealed tokens do not open');
    this.name = 'SealBroken';
  }
}

@Injectable()
export class TokenSeals {
  constructor(
    private readonly vault: Vault,
    private readonly registry: PlatformRegistry,
  ) {}

  /** Rejects with SealBroken. */
  access(
    reader: Reader,
    row: Pick<CredentialRow, 'agencyId' | 'connectionId' | 'accessToken' | 'generation'>,
  ): Promise<string> {
    return opening(row.generation, () => this.vault.open(reader, placeOf(row, 'access'), row.accessToken));
  }

  /** Rejects with SealBroken. */
  both(tx: Tx, sealed: SealedPair, generation: bigint | null): Promise<HeldTokens> {
    const { accessToken: access, refreshToken: refresh, issuedAt } = sealed;
    return opening(generation, async () => ({
      accessToken: await this.vault.open(tx, placeOf(sealed, 'access'), access),
      refreshToken: refresh === null ? null : await this.vault.open(tx, placeOf(sealed, 'refresh'), refresh),
      issuedAt,
    }));
  }

  /** An empty refresh token is none. */
  async seal(tx: Tx, of: Holder, tokens: TokenSet, at: Date): Promise<SealedTokens> {
    const access = await this.vault.seal(tx, placeOf(of, 'access'), tokens.accessToken);
    const refresh = tokens.refreshToken ? await this.vault.seal(tx, placeOf(of, 'refresh'), tokens.refreshToken) : null;
    return {
      accessToken: access.bytes,
      refreshToken: refresh?.bytes ?? null,
      keyVersion: Math.min(access.keyVersion, refresh?.keyVersion ?? access.keyVersion),
      issuedAt: at,
      expiresAt: tokens.expiresAt,
      refreshExpiresAt: tokens.refreshExpiresAt,
      consentExpiresAt: tokens.consentExpiresAt,
      scopes: tokens.scopes,
      missingScopes: tokens.scopes && this.missing(of.platform, tokens.scopes),
    };
  }

  private missing(platform: string, granted: readonly string[]): string[] {
    const asked = this.registry.find(platform)?.scopes ?? [];
    return asked.map(({ name }) => name).filter((name) => !granted.includes(name));
  }
}

const placeOf = ({ agencyId, connectionId }: Owner, kind: 'access' | 'refresh') => ({
  agencyId,
  ownerId: connectionId,
  kind,
});

async function opening<T>(generation: bigint | null, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    throw error instanceof VaultError ? new SealBroken(error.code, generation) : error;
  }
}
