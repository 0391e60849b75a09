/** What a read found changed in a profile that was known before. Pure. */
import type { AccountType, NormalizedProfile } from '../platforms/contract/normalized.js';
import { samePicture } from '../platforms/contract/signed-media.js';
import type { SignedMedia } from '../platforms/contract/signed-media.js';
import type { ProfileField } from './dto/profile-change.response.js';

/** What was stored of a profile before. */
export interface KnownProfile {
  readonly displayName: string | null;
  readonly bio: string | null;
  readonly avatarUrl: string | null;
  readonly verified: boolean | null;
  readonly accountType: AccountType | null;
}

export interface FieldChange {
  readonly field: ProfileField;
  readonly before: string | null;
  readonly after: string | null;
}

/** A platform that says nothing of verification, and one that says no, come to the same. */
const verifiedText = (verified: boolean | null): string => String(verified ?? false);

/** Only from one kind to another: whether a kind is told at all hangs on how the account was read, too. */
function typeChange({ accountType: before }: KnownProfile, { accountType: after }: NormalizedProfile): FieldChange[] {
  if (before === null || after === null || before === after) return [];
  return [{ field: 'accountType', before, after }];
}

export function profileChanges(
  before: KnownProfile,
  after: NormalizedProfile,
  signed: SignedMedia | undefined,
): FieldChange[] {
  const avatar = samePicture(signed, before.avatarUrl, after.avatarUrl) ? before.avatarUrl : after.avatarUrl;
  const all: FieldChange[] = [
    { field: 'displayName', before: before.displayName, after: after.displayName },
    { field: 'bio', before: before.bio, after: after.bio },
    { field: 'avatar', before: before.avatarUrl, after: avatar },
    { field: 'verified', before: verifiedText(before.verified), after: verifiedText(after.verified) },
  ];
  return [...all.filter((change) => change.before !== change.after), ...typeChange(before, after)];
}
