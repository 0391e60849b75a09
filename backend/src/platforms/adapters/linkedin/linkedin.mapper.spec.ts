import { samePicture } from '../../contract/signed-media.js';
import { mapMember } from './linkedin.mapper.js';
import { linkedinMedia } from './linkedin.media.js';

const MEMBER = {
  sub: '782bbtaQ',
  name: 'Ann Lee',
  given_name: 'Ann',
  family_name: 'Lee',
  picture: 'https://media.licdn.com/dms/image/C4E10/profile-displayphoto-shrink_200_200/0/1677?e=1800000000&v=beta&t=x',
  locale: { country: 'US', language: 'en' },
};
const granted = (count: unknown) => ({ count, granted: true });
const NOT_GRANTED = { count: undefined, granted: false };

describe('a member', () => {
  it('has a name, a picture and perhaps a count; everything else the platform never gives', () => {
    expect(mapMember(MEMBER, granted(5_234), null)).toEqual({
      platformAccountId: '782bbtaQ',
      handle: null,
      displayName: 'Ann Lee',
      bio: null,
      url: 'https://www.linkedin.com/',
      avatarUrl: MEMBER.picture,
      bannerUrl: null,
      metrics: { followers: 5_234, following: null, posts: null, views: null },
      blanks: { following: 'not_supported', posts: 'not_supported', views: 'not_supported' },
      verified: null,
      accountType: null,
      createdAtPlatform: null,
      country: null,
      hints: {},
    });
  });

  it.each([
    [NOT_GRANTED, 'not_granted'],
    [granted(undefined), 'not_yet'],
  ])('without a count says why: %j', (followers, reason) => {
    expect(mapMember(MEMBER, followers, null)).toMatchObject({
      metrics: { followers: null },
      blanks: { followers: reason },
    });
  });

  it('has the page under the name that was expected; an id leads to none', () => {
    expect(mapMember(MEMBER, NOT_GRANTED, 'ann-lée')).toMatchObject({
      url: 'https://www.linkedin.com/in/ann-l%C3%A9e',
      handle: null,
    });
    expect(mapMember(MEMBER, NOT_GRANTED, '782bbtaQ').url).toBe('https://www.linkedin.com/');
  });

  it('is called by the parts of the name where it comes in parts, and is none without an id', () => {
    const { name: _, ...parts } = MEMBER;
    expect(mapMember(parts, NOT_GRANTED, null).displayName).toBe('Ann Lee');
    expect(mapMember({ sub: 'x' }, NOT_GRANTED, null)).toMatchObject({ displayName: null, avatarUrl: null });
    expect(() => mapMember({ id: 'x' }, NOT_GRANTED, null)).toThrow('PLATFORM_CONTRACT_CHANGED');
  });

  it('has the same picture under another signature', () => {
    const other = MEMBER.picture.replace('e=1800000000', 'e=1805000000').replace('t=x', 't=y');
    expect(samePicture(linkedinMedia, MEMBER.picture, other)).toBe(true);
    expect(linkedinMedia.goodUntil(other)).toEqual(new Date(1_805_000_000_000));
    expect(linkedinMedia.goodUntil('https://media.licdn.com/dms/image/C4E10')).toBeNull();
  });
});
