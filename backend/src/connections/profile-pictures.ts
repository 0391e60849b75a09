/** Signed addresses of a profile's pictures: renewed before they expire, which is no change of the profile. Pure. */
import type { NormalizedProfile } from '../platforms/contract/normalized.js';
import { addressToKeep, samePicture } from '../platforms/contract/signed-media.js';
import type { SignedMedia } from '../platforms/contract/signed-media.js';

interface Pictures {
  readonly avatarUrl: string | null;
  readonly bannerUrl: string | null;
}

/** The addresses to have from now on, and what to write beforehand: those that show the same picture under a new signature. */
export function settlePictures(
  signed: SignedMedia | undefined,
  stored: Pictures,
  profile: NormalizedProfile,
  now: Date,
): { readonly profile: NormalizedProfile; readonly renewed: Pictures | null } {
  if (!signed) return { profile, renewed: null };
  const avatarUrl = addressToKeep(signed, stored.avatarUrl, profile.avatarUrl, now);
  const bannerUrl = addressToKeep(signed, stored.bannerUrl, profile.bannerUrl, now);
  const renewed = {
    avatarUrl: samePicture(signed, stored.avatarUrl, avatarUrl) ? avatarUrl : stored.avatarUrl,
    bannerUrl: samePicture(signed, stored.bannerUrl, bannerUrl) ? bannerUrl : stored.bannerUrl,
  };
  const same = stored.avatarUrl === renewed.avatarUrl && stored.bannerUrl === renewed.bannerUrl;
  return { profile: { ...profile, avatarUrl, bannerUrl }, renewed: same ? null : renewed };
}
