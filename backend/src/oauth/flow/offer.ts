/** What a talent may choose from, as it waits in the authorization's row, and what was granted with it. */
import type { GrantedAccount } from '../../platforms/contract/authorizer.js';
import type { IdentityEvidence } from '../../platforms/contract/descriptor.js';
import type { Grant } from '../tokens/credentials.service.js';
import type { Choice } from './dto/flow.responses.js';

export interface OfferedAccount extends GrantedAccount {
  /** By what it is the expected one; null where none is expected. */
  readonly matched: IdentityEvidence | null;
}

export interface Offer {
  readonly why: Choice;
  readonly accounts: readonly OfferedAccount[];
}

/** As text, to be sealed. */
export const packed = (grant: Grant): string => JSON.stringify(grant);

export function unpacked(text: string): Grant {
  const grant = JSON.parse(text) as Grant;
  const { expiresAt, refreshExpiresAt, consentExpiresAt } = grant.tokens;
  const moment = (at: Date | null) => (at === null ? null : new Date(at));
  return {
    ...grant,
    tokens: {
      ...grant.tokens,
      expiresAt: new Date(expiresAt),
      refreshExpiresAt: moment(refreshExpiresAt),
      consentExpiresAt: moment(consentExpiresAt),
    },
  };
}
