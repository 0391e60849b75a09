/** The agency's own records: who did what, and which programs may read. */
import type { Ref, Scope } from './api-types';

export interface Activity {
  id: string;
  at: string;
  actor: { kind: 'staff' | 'api-key' | 'system' | 'anonymous'; id: string | null; name: string | null };
  action: string;
  target: { type: string; id: string; name: string | null } | null;
  changes: { field: string; before: unknown; after: unknown }[];
  requestId: string | null;
  address: string | null;
}

export interface ActivityFacets {
  actors: { id: string; kind: string; name: string }[];
  actions: string[];
}

export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: Scope[];
  createdAt: string;
  createdBy: string | Ref | null;
  lastUsedAt: string | null;
  expiresAt: string | null;
  revokedAt: string | null;
}

export interface CreatedApiKey extends ApiKey {
  secret: string;
}
