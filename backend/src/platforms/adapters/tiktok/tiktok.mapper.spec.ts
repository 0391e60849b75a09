import { addressToKeep, samePicture } from '../../contract/signed-media.js';
import { mapUser, mapVideo, mapVideos } from './tiktok.mapper.js';
import { tiktokMedia } from './tiktok.media.js';

const ALL = ['user.info.basic', 'user.info.profile', 'user.info.stats', 'video.list'];
const USER = {
  open_id: '-000sr6ziSORMWi9D4IFqm6ADJtH4KS3gO6e',
  display_name: 'Mia Sol',
  avatar_url: 'https://p16.tiktokcdn.com/a~168.jpeg?x-expires=1779919200',
  avatar_large_url: 'https://p16.tiktokcdn.com/a~1080.jpeg?x-expires=1779919200',
  username: 'mia.sol',
  bio_description: 'Cellist.',
  profile_deep_link: 'https://vm.tiktok.com/ZSxxdj6gy/',
  is_verified: false,
  follower_count: 5_234,
  following_count: 12,
  video_count: 0,
};
const VIDEO = {
  id: '7080213458555737986',
  create_time: 1_643_332_803,
  title: 'One',
  video_description: 'Rain, mud and soup',
  duration: 42,
  cover_image_url: 'https://p16-sign-sg.tiktokcdn.com/tos/49b5.image?x-expires=1657851434&x-signature=F%3D',
  share_url:
    'https://www.tiktok.com/@mia.sol/video/7080213458555737986?utm_campaign=tt4d_open_api&utm_source=a&lang=de',
  embed_link: 'https://www.tiktok.com/static/profile-video?id=7080213458555737986&utm_source=a',
  view_count: 9_007_199_254,
  like_count: 3,
  comment_count: 0,
  share_count: 1,
};

describe('an account', () => {
  it('is known by its open_id, dash and all', () => {
    expect(mapUser(USER, ALL)).toEqual({
      platformAccountId: USER.open_id,
      handle: 'mia.sol',
      displayName: 'Mia Sol',
      bio: 'Cellist.',
      url: 'https://www.tiktok.com/@mia.sol',
      avatarUrl: USER.avatar_large_url,
      bannerUrl: null,
      metrics: { followers: 5_234, following: 12, posts: 0, views: null },
      blanks: { views: 'not_supported' },
      verified: false,
      accountType: null,
      createdAtPlatform: null,
      country: null,
      hints: {},
    });
  });

  it('without further scopes has a name and a picture, and says what was not granted', () => {
    const { open_id, display_name, avatar_url } = USER;
    expect(mapUser({ open_id, display_name, avatar_url }, ['user.info.basic'])).toMatchObject({
      handle: null,
      bio: null,
      verified: null,
      url: 'https://www.tiktok.com/',
      avatarUrl: avatar_url,
      metrics: { followers: null, following: null, posts: null, views: null },
      blanks: { followers: 'not_granted', following: 'not_granted', posts: 'not_granted', views: 'not_supported' },
    });
  });

  it('without a name has the page of the one that was expected', () => {
    const { open_id } = USER;
    expect(mapUser({ open_id }, ['user.info.basic'], 'mia.sol')).toMatchObject({
      handle: null,
      url: 'https://www.tiktok.com/@mia.sol',
    });
    expect(mapUser(USER, ALL, 'somebody').url).toBe('https://www.tiktok.com/@mia.sol');
  });

  it('keeps the link that leads to it where it has no name, and nothing that is empty', () => {
    const { username: _, ...nameless } = USER;
    expect(mapUser({ ...nameless, bio_description: '' }, ALL)).toMatchObject({
      handle: null,
      bio: null,
      url: 'https://vm.tiktok.com/ZSxxdj6gy/',
    });
  });

  it('tells a count that is not there yet from one that was not granted', () => {
    const { follower_count: _, ...uncounted } = USER;
    expect(mapUser(uncounted, ALL).blanks).toEqual({ followers: 'not_yet', views: 'not_supported' });
  });

  it('is none without an id', () => {
    expect(() => mapUser({ display_name: 'Mia' }, ALL)).toThrow('PLATFORM_CONTRACT_CHANGED');
  });
});

describe('a video', () => {
  it('has its address without the marks of our app', () => {
    expect(mapVideo(VIDEO)).toEqual({
      platformPostId: VIDEO.id,
      kind: 'short',
      url: 'https://www.tiktok.com/@mia.sol/video/7080213458555737986?lang=de',
      title: 'One',
      text: 'Rain, mud and soup',
      publishedAt: new Date('2022-01-28T01:20:03.000Z'),
      thumbnailUrl: VIDEO.cover_image_url,
      durationSeconds: 42,
      language: null,
      metrics: { views: 9_007_199_254, likes: 3, comments: 0, shares: 1, quotes: null, saves: null },
      blanks: { quotes: 'not_supported', saves: 'not_supported' },
    });
  });

  it.each([
    [{ duration: 181 }, 'video'],
    [{ duration: 180 }, 'short'],
    [{ duration: undefined }, 'video'],
    [{ duration: 0, share_url: 'https://www.tiktok.com/@mia/photo/7080213458555737986' }, 'image'],
  ])('with %j is of the kind %s', (facts, kind) => {
    expect(mapVideo({ ...VIDEO, ...facts })).toMatchObject({ kind });
  });

  it('without numbers says so, and without a date is none', () => {
    const { view_count: _v, share_count: _s, ...rest } = VIDEO;
    expect(mapVideo(rest)).toMatchObject({
      metrics: { views: null, likes: 3, shares: null },
      blanks: { views: 'not_yet', shares: 'not_yet' },
    });
    expect(mapVideo({ ...VIDEO, create_time: undefined })).toBeNull();
    expect(mapVideo({ ...VIDEO, share_url: undefined, embed_link: undefined })?.url).toBe(
      'https://www.tiktok.com/player/v1/7080213458555737986',
    );
  });

  it('is listed up to where the platform says that there is more, not up to where there is a cursor', () => {
    const page = { videos: [VIDEO], cursor: 1_643_332_803_000 };
    expect(mapVideos({ ...page, has_more: true })).toMatchObject({ posts: [{}], nextCursor: '1643332803000' });
    expect(mapVideos({ ...page, has_more: false }).nextCursor).toBeNull();
    expect(mapVideos({ videos: [], cursor: 0, has_more: true })).toEqual({ posts: [], nextCursor: null });
    expect(mapVideos({ has_more: false })).toEqual({ posts: [], nextCursor: null });
  });
});

describe('a picture', () => {
  const signedUntil = (seconds: number) =>
    `https://p16.tiktokcdn.com/tos/49b5.image?x-expires=${seconds}&x-signature=F`;
  const now = new Date(1_779_900_000_000);

  it('is the same under another signature, and its address is renewed at each read: none lasts a day', () => {
    const [old, fresh] = [signedUntil(1_779_910_000), signedUntil(1_779_921_600)];
    expect(samePicture(tiktokMedia, old, fresh)).toBe(true);
    expect(addressToKeep(tiktokMedia, old, fresh, now)).toBe(fresh);
    expect(tiktokMedia.goodUntil(fresh)).toEqual(new Date(1_779_921_600_000));
    expect(tiktokMedia.goodUntil('https://p16.tiktokcdn.com/tos/49b5.image')).toBeNull();
  });
});
