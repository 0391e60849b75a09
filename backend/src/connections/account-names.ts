/** Who of several accounts that were just read may keep what: each account one connection, each handle one account. Pure. */
import { goesByName } from '../core/account-name.js';
import type { NormalizedProfile } from '../platforms/contract/normalized.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import type { AccountRow, NamedAccount } from './account.repository.js';
import type { FieldChange } from './profile-change.js';
import type { Subject } from './subject.js';

/** Of a connection, what is known of its account. */
export type AccountOwner = Pick<
  Subject,
  'agencyId' | 'connectionId' | 'platform' | 'platformAccountId' | 'handle' | 'method'
>;

type Normalize = (handle: string) => string;

/** How the account is called now. Without a handle it goes by what it was expected to be called, or by its owner's name. */
export function named(subject: AccountOwner, profile: NormalizedProfile, normalize: Normalize): NamedAccount {
  const { connectionId } = subject;
  const { platformAccountId: accountId, url } = profile;
  const handle = profile.handle ?? ownerName(subject, profile);
  const normalizedHandle = profile.handle === null ? `id:${accountId}` : normalize(handle);
  return { connectionId, accountId, handle, normalizedHandle, url };
}

function ownerName({ handle }: AccountOwner, { platformAccountId, displayName }: NormalizedProfile): string {
  return handle === platformAccountId || goesByName(handle) ? (displayName ?? handle) : handle;
}

/** The rename, where a known account has another handle than before. */
export function renameOf(
  subject: AccountOwner,
  profile: NormalizedProfile,
  normalize: Normalize,
): readonly FieldChange[] {
  const { handle: after } = profile;
  const { handle: before, platformAccountId } = subject;
  if (after === null || platformAccountId === null || normalize(before) === normalize(after)) return [];
  return [{ field: 'handle', before, after }];
}

export interface Sorted<Read> {
  readonly accepted: readonly Read[];
  readonly refused: ReadonlyMap<string, PlatformError>;
}

/** Refuses what belongs to another connection, and what is another account than the one connected. The first come keeps it. */
export function sortOut<Read extends { readonly subject: AccountOwner; readonly account: NamedAccount }>(
  reads: readonly Read[],
  rows: ReadonlyMap<string, AccountRow>,
): Sorted<Read> {
  const refused = new Map<string, PlatformError>();
  const taken = new Set<string>();
  const accepted = reads.filter(({ subject, account }) => {
    const row = rows.get(subject.connectionId);
    if (!row) return false;
    const other = subject.platformAccountId !== null && subject.platformAccountId !== account.accountId;
    const twice = row.heldBy !== null || taken.has(account.accountId);
    if (other) refused.set(subject.connectionId, new PlatformError('PROFILE_HANDLE_REASSIGNED'));
    else if (twice) refused.set(subject.connectionId, new PlatformError('PROFILE_DUPLICATE'));
    else taken.add(account.accountId);
    return !other && !twice;
  });
  return { accepted, refused };
}

/** Whether the row has to be written: an account that goes on as it was needs nothing. */
export const differs = (row: AccountRow, account: NamedAccount): boolean =>
  row.platformAccountId !== account.accountId ||
  row.handle !== account.handle ||
  row.normalizedHandle !== account.normalizedHandle ||
  row.url !== account.url ||
  !row.handleCurrent;
