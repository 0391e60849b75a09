/** Whether the accounts that a sign-in opens are the expected one. Pure. */
import type { GrantedAccount } from '../../platforms/contract/authorizer.js';
import type { IdentityEvidence } from '../../platforms/contract/descriptor.js';
import type { Offer, OfferedAccount } from './offer.js';

export interface Expected {
  readonly handle: string | null;
  readonly accountId: string | null;
}

export interface Terms {
  readonly expected: Expected;
  /** What the platform tells accounts apart by, with what was granted. */
  readonly evidence: IdentityEvidence;
  normalizeHandle(handle: string): string;
  /** Accounts that the talent has connected by consent before: known by their ids, they need no confirming. */
  readonly known: ReadonlySet<string>;
}

export type Verdict =
  | { readonly kind: 'right'; readonly account: OfferedAccount }
  | { readonly kind: 'choose'; readonly offer: Offer }
  | { readonly kind: 'wrong'; readonly signedInAs: string | null }
  | { readonly kind: 'unusable'; readonly account: GrantedAccount | null };

/** `wrong`: it is surely another one. */
type Match = IdentityEvidence | 'wrong';

/**
 * Compared by stable id, then by handle; where neither tells, the talent has to say. An expected id that the account does not
 * have makes it another account, whatever it is called.
 */
function matchOf(account: GrantedAccount, { expected, evidence, normalizeHandle }: Terms): Match {
  if (expected.accountId !== null) return account.platformAccountId === expected.accountId ? 'stable-id' : 'wrong';
  if (expected.handle === null || evidence === 'none' || account.handle === null) return 'none';
  return normalizeHandle(account.handle) === normalizeHandle(expected.handle) ? 'handle' : 'wrong';
}

export function judge(accounts: readonly GrantedAccount[], terms: Terms): Verdict {
  if (accounts.length === 0) return { kind: 'unusable', account: null };
  const { expected } = terms;
  if (expected.accountId === null && expected.handle === null) return unexpected(accounts, terms);
  const matched = accounts.map((account) => ({ account, match: matchOf(account, terms) }));
  const right = matched.find(({ match }) => match === 'stable-id') ?? matched.find(({ match }) => match === 'handle');
  if (right) {
    if (!right.account.usable) return { kind: 'unusable', account: right.account };
    return {
      kind: 'right',
      account: { ...right.account, matched: right.match === 'stable-id' ? 'stable-id' : 'handle' },
    };
  }
  const open = matched.filter(({ match }) => match === 'none').map(({ account }) => account);
  if (open.length > 0) return offered(open, 'not-matched');
  return { kind: 'wrong', signedInAs: nameOf(accounts[0]) };
}

/** Nobody said which. One that the platform names is that one; one that it does not name has to be looked at. */
function unexpected(accounts: readonly GrantedAccount[], { evidence, known }: Terms): Verdict {
  const [first, ...others] = accounts;
  if (!first || others.length > 0) return offered(accounts, 'several');
  if (!first.usable) return { kind: 'unusable', account: first };
  if (evidence === 'none' && !known.has(first.platformAccountId)) return offered(accounts, 'not-matched');
  return { kind: 'right', account: { ...first, matched: null } };
}

function offered(accounts: readonly GrantedAccount[], why: Offer['why']): Verdict {
  if (!accounts.some(({ usable }) => usable)) return { kind: 'unusable', account: accounts[0] ?? null };
  const matched = why === 'not-matched' ? 'none' : null;
  return { kind: 'choose', offer: { why, accounts: accounts.map((account) => ({ ...account, matched })) } };
}

/** As the talent knows it. */
export const nameOf = (account: GrantedAccount | undefined): string | null =>
  account?.handle ?? account?.displayName ?? null;
