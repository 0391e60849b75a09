/** Where something sealed stands, and what it was sealed as. Whoever adds a sealed column adds it here, or a rotation loses it. */
import type { SealedFor } from './vault.service.js';

export interface SealedColumn {
  readonly name: string;
  readonly kind: SealedFor['kind'];
}

export interface SealedTable {
  readonly name: string;
  readonly id: string;
  /** Whose the sealed texts are: a connection's, an authorization's, an app's. */
  readonly owner: string;
  readonly columns: readonly SealedColumn[];
}

const ACCESS = { name: 'access_token', kind: 'access' } as const;
const REFRESH = { name: 'refresh_token', kind: 'refresh' } as const;

export const SEALED_TABLES: readonly SealedTable[] = [
  {
    name: 'oauth_credential',
    id: 'connection_id',
    owner: 'connection_id',
    columns: [ACCESS, REFRESH, { name: 'previous_token', kind: 'refresh' }],
  },
  { name: 'app_credential', id: 'id', owner: 'id', columns: [{ name: 'sealed', kind: 'app' }] },
  {
    name: 'oauth_flow',
    id: 'id',
    owner: 'id',
    columns: [
      { name: 'verifier', kind: 'pkce' },
      { name: 'pending', kind: 'pending' },
    ],
  },
  { name: 'pending_revocation', id: 'id', owner: 'connection_id', columns: [ACCESS, REFRESH] },
];
