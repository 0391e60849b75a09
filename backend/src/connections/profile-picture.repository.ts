/** Signed addresses of a profile's pictures: renewed before they expire, which is no change of the profile. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';
import type { NormalizedProfile } from '../platforms/contract/normalized.js';
import { addressToKeep, samePicture } from '../platforms/contract/signed-media.js';
import type { SignedMedia } from '../platforms/contract/signed-media.js';
import type { Owned } from './lease.js';

interface Pictures {
  avatarUrl: string | null;
  bannerUrl: string | null;
}

@Injectable()
export class ProfilePictureRepository {
  /** The profile as it is to be stored: while a picture is the same, with the address that is stored. */
  async settle(
    tx: Tx,
    owned: Owned,
    profile: NormalizedProfile,
    signed: SignedMedia | undefined,
    now: Date,
  ): Promise<NormalizedProfile> {
    const stored = signed && (await this.find(tx, owned));
    if (!stored) return profile;
    const avatarUrl = addressToKeep(signed, stored.avatarUrl, profile.avatarUrl, now);
    const bannerUrl = addressToKeep(signed, stored.bannerUrl, profile.bannerUrl, now);
    await this.renew(tx, owned, stored, {
      avatarUrl: samePicture(signed, stored.avatarUrl, avatarUrl) ? avatarUrl : stored.avatarUrl,
      bannerUrl: samePicture(signed, stored.bannerUrl, bannerUrl) ? bannerUrl : stored.bannerUrl,
    });
    return { ...profile, avatarUrl, bannerUrl };
  }

  private async find(tx: Tx, { agencyId, connectionId }: Owned): Promise<Pictures | undefined> {
    const [row] = await tx.$queryRaw<Pictures[]>`
      SELECT avatar_url AS "avatarUrl", banner_url AS "bannerUrl" FROM social_profile
      WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid`;
    return row;
  }

  private async renew(tx: Tx, { agencyId, connectionId }: Owned, stored: Pictures, renewed: Pictures): Promise<void> {
    if (stored.avatarUrl === renewed.avatarUrl && stored.bannerUrl === renewed.bannerUrl) return;
    await tx.$executeRaw`
      UPDATE social_profile SET avatar_url = ${renewed.avatarUrl}, banner_url = ${renewed.bannerUrl}
      WHERE agency_id = ${agencyId}::uuid AND connection_id = ${connectionId}::uuid`;
  }
}
