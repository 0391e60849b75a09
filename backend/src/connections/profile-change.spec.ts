import type { NormalizedProfile } from '../platforms/contract/normalized.js';
import type { SignedMedia } from '../platforms/contract/signed-media.js';
import { profileChanges } from './profile-change.js';
import type { KnownProfile } from './profile-change.js';

const known: KnownProfile = {
  displayName: 'Mia',
  bio: null,
  avatarUrl: 'https://cdn.test/a?s=1',
  verified: null,
  accountType: null,
};
const read = (given: Partial<NormalizedProfile>): NormalizedProfile => ({
  platformAccountId: 'account',
  handle: 'mia',
  url: 'https://network.test/mia',
  bannerUrl: null,
  metrics: { followers: 1, following: null, posts: null, views: null },
  blanks: {},
  createdAtPlatform: null,
  country: null,
  hints: {},
  ...known,
  ...given,
});
const signed: SignedMedia = { picture: (url) => url.split('?')[0] ?? url, goodUntil: () => null };

describe('what changed in a profile', () => {
  it('nothing, where only figures did', () => {
    const metrics = { followers: 2, following: 3, posts: 4, views: 5 };
    expect(profileChanges(known, read({ metrics }), undefined)).toEqual([]);
  });

  it('each field by itself, with what was there before', () => {
    const after = read({ displayName: 'Mia Sol', bio: 'On tour', avatarUrl: 'https://cdn.test/b?s=1', verified: true });
    expect(profileChanges(known, after, signed)).toEqual([
      { field: 'displayName', before: 'Mia', after: 'Mia Sol' },
      { field: 'bio', before: null, after: 'On tour' },
      { field: 'avatar', before: 'https://cdn.test/a?s=1', after: 'https://cdn.test/b?s=1' },
      { field: 'verified', before: 'false', after: 'true' },
    ]);
  });

  it('what was taken away is a change too', () => {
    expect(profileChanges(known, read({ displayName: null, avatarUrl: null }), signed)).toEqual([
      { field: 'displayName', before: 'Mia', after: null },
      { field: 'avatar', before: 'https://cdn.test/a?s=1', after: null },
    ]);
  });

  it('a new signature on the same picture is none, where the platform signs', () => {
    const after = read({ avatarUrl: 'https://cdn.test/a?s=2' });
    expect(profileChanges(known, after, signed)).toEqual([]);
    expect(profileChanges(known, after, undefined)).toHaveLength(1);
  });

  it('another kind of account, and not that its kind was told or kept back', () => {
    const affiliate: KnownProfile = { ...known, accountType: 'affiliate' };
    expect(profileChanges(affiliate, read({ accountType: 'partner' }), undefined)).toEqual([
      { field: 'accountType', before: 'affiliate', after: 'partner' },
    ]);
    expect(profileChanges(affiliate, read({ accountType: 'affiliate' }), undefined)).toEqual([]);
    expect(profileChanges(known, read({ accountType: 'partner' }), undefined)).toEqual([]);
    expect(profileChanges(affiliate, read({ accountType: null }), undefined)).toEqual([]);
  });

  it('saying nothing of verification and saying no come to the same', () => {
    expect(profileChanges(known, read({ verified: false }), undefined)).toEqual([]);
    expect(profileChanges({ ...known, verified: true }, read({ verified: null }), undefined)).toEqual([
      { field: 'verified', before: 'true', after: 'false' },
    ]);
  });
});
