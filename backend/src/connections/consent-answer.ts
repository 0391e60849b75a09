/** What the API says of the consent by which a connection is read. */
import type { PlatformDescriptor, ScopeFacts } from '../platforms/contract/descriptor.js';
import type { ConnectionRow } from './connection-row.repository.js';
import { isConsent } from './consent-axis.js';
import type { ConnectionConsent } from './dto/connection.response.js';

/** What a platform's consent is like, as far as it is shown. */
export interface ConsentFacts {
  readonly scopes: readonly ScopeFacts[];
  /** Nothing can be refreshed: the consent ends with its token. */
  readonly endsWithToken: boolean;
  readonly publicFallback: boolean;
}

/** `missing`: keys that reading public data still needs. */
export function consentFactsOf(
  platform: { readonly descriptor: PlatformDescriptor; readonly missing: readonly string[] } | undefined,
): ConsentFacts {
  const oauth = platform?.descriptor.oauth;
  return {
    scopes: oauth?.scopes ?? [],
    endsWithToken: oauth?.tokens.refresh === 'none',
    publicFallback:
      platform !== undefined && platform.descriptor.methods.MANUAL.available && platform.missing.length === 0,
  };
}

/** Its talent took consent back, and has given none since: nothing of it is read, not even what is public. */
export const isWithdrawn = ({ auth, missingScopes }: Pick<ConnectionRow, 'auth' | 'missingScopes'>): boolean =>
  auth === 'revoked' && missingScopes === null;

export function consentOf(row: ConnectionRow, facts: ConsentFacts): ConnectionConsent | null {
  if (!isConsent(row.auth)) return null;
  const ends = [row.consentEndsAt, row.refreshEndsAt, ...(facts.endsWithToken ? [row.accessEndsAt] : [])];
  const times = ends.flatMap((at) => (at === null ? [] : [at.getTime()]));
  return {
    state: row.auth,
    grantedAt: row.consentAt?.toISOString() ?? null,
    expiresAt: times.length > 0 ? new Date(Math.min(...times)).toISOString() : null,
    matched: row.evidence,
    missing: (row.missingScopes ?? []).map((scope) => ({
      scope,
      reads: [...(facts.scopes.find(({ name }) => name === scope)?.reads ?? [])],
    })),
    publicFallback: facts.publicFallback,
  };
}
