import { mapPosts, mapUser } from './x.mapper.js';

const USER = {
  id: '9223372036854775807',
  username: 'Mia_Sol',
  name: 'Mia Sol',
  description: '',
  created_at: '2013-12-14T04:35:55.000Z',
  protected: false,
  verified: true,
  verified_type: 'business',
  profile_image_url: 'https://pbs.twimg.com/profile_images/1/a_normal.jpg',
  profile_banner_url: 'https://pbs.twimg.com/profile_banners/1/2',
  public_metrics: { followers_count: 583_423, following_count: 0, tweet_count: 14_052, listed_count: 3 },
};
const POST = {
  id: '1346889436626259968',
  text: 'Hello',
  created_at: '2026-11-20T10:00:00.000Z',
  lang: 'pt-BR',
  public_metrics: {
    ...{ retweet_count: 50, reply_count: 12, like_count: 234, quote_count: 5 },
    ...{ bookmark_count: 8, impression_count: 5_432 },
  },
};

const posts = (...data: unknown[]) => mapPosts({ data }, '7', 'mia').posts;

describe('mapUser', () => {
  it('keeps every digit, and says what there is not', () => {
    const { profile, isProtected } = mapUser(USER);
    expect(profile).toEqual({
      platformAccountId: '9223372036854775807',
      handle: 'Mia_Sol',
      displayName: 'Mia Sol',
      bio: null,
      url: 'https://x.com/Mia_Sol',
      avatarUrl: 'https://pbs.twimg.com/profile_images/1/a_400x400.jpg',
      bannerUrl: 'https://pbs.twimg.com/profile_banners/1/2',
      metrics: { followers: 583_423, following: 0, posts: 14_052, views: null },
      blanks: { views: 'not_supported' },
      verified: true,
      accountType: 'business',
      createdAtPlatform: new Date('2013-12-14T04:35:55Z'),
      country: null,
      hints: {},
    });
    expect(isProtected).toBe(false);
  });

  it('reads the newer spelling, and what is left out', () => {
    const metrics = { followers_count: 1, post_count: 9 };
    expect(mapUser({ ...USER, public_metrics: metrics }).profile).toMatchObject({
      metrics: { followers: 1, following: null, posts: 9 },
      blanks: { following: 'not_yet' },
    });
    const bare = mapUser({ id: '12', username: 'jack' });
    expect(bare.profile).toMatchObject({
      displayName: null,
      avatarUrl: null,
      verified: null,
      accountType: null,
      metrics: { posts: null },
    });
    expect(mapUser({ ...USER, protected: true }).isProtected).toBe(true);
  });

  it.each([
    ['blue', 'premium'],
    ['business', 'business'],
    ['government', 'government'],
    ['none', 'standard'],
    ['gold', null],
  ])('takes a mark of the type %s for %s', (verified_type, accountType) => {
    expect(mapUser({ ...USER, verified_type }).profile.accountType).toBe(accountType);
  });

  it.each([[{ ...USER, id: 12 }], [{ ...USER, username: null }], [null], [[]]])('does not know %j', (body) => {
    expect(() => mapUser(body)).toThrow('PLATFORM_CONTRACT_CHANGED');
  });
});

describe('mapPosts', () => {
  it('reads a post in either spelling', () => {
    const [post] = posts(POST);
    expect(post).toMatchObject({
      platformPostId: POST.id,
      kind: 'text',
      url: `https://x.com/mia/status/${POST.id}`,
      text: 'Hello',
      publishedAt: new Date('2026-11-20T10:00:00Z'),
      language: 'pt-BR',
      metrics: { views: 5_432, likes: 234, comments: 12, shares: 50, quotes: 5, saves: 8 },
      blanks: {},
    });
    const { retweet_count: repost_count, ...counts } = POST.public_metrics;
    const [newer] = posts({ ...POST, public_metrics: { ...counts, repost_count }, note_post: { text: 'All of it' } });
    expect(newer).toMatchObject({ text: 'All of it', metrics: post?.metrics });
    expect(posts({ ...POST, note_tweet: { text: 'Long' } })[0]?.text).toBe('Long');
  });

  it('leaves out reposts and answers to others, and keeps threads with oneself', () => {
    const kept = posts(
      { ...POST, id: '10', in_reply_to_user_id: '7', referenced_tweets: [{ type: 'replied_to' }] },
      { ...POST, id: '11', in_reply_to_user_id: '8' },
      { ...POST, id: '12', referenced_tweets: [{ type: 'retweeted' }] },
      { ...POST, id: '13', referenced_posts: [{ type: 'retweeted' }] },
      { ...POST, id: '14', referenced_tweets: [{ type: 'quoted' }] },
    );
    expect(kept.map(({ platformPostId }) => platformPostId)).toEqual(['10', '14']);
  });

  it('takes views that were never counted for not told', () => {
    const counts = { ...POST.public_metrics, impression_count: 0 };
    expect(posts({ ...POST, public_metrics: counts })[0]).toMatchObject({
      metrics: { views: null, likes: 234 },
      blanks: { views: 'not_supported' },
    });
    const unseen = { retweet_count: 0, reply_count: 0, like_count: 0, impression_count: 0 };
    expect(posts({ ...POST, public_metrics: unseen })[0]?.metrics.views).toBe(0);
    expect(posts({ ...POST, public_metrics: undefined })[0]?.blanks.views).toBe('not_yet');
  });

  it('tells the date from the id where it is not told, and leaves out what cannot be dated', () => {
    const undated = { ...POST, created_at: undefined };
    expect(
      posts({ ...undated, id: '1577730467436138524' })[0]
        ?.publishedAt.toISOString()
        .slice(0, 10),
    ).toBe('2022-10-05');
    expect(posts({ ...undated, id: '20' })).toEqual([]);
  });

  it('says what stands in a post, and where the next page begins', () => {
    const media = [
      { media_key: '13_1', type: 'video', preview_image_url: 'https://pbs.twimg.com/v.jpg', duration_ms: 136_637 },
      { media_key: '3_1', type: 'photo', url: 'https://pbs.twimg.com/p.jpg' },
      { media_key: '16_1', type: 'animated_gif' },
      { media_key: '9_1', type: 'hologram' },
    ];
    const data = [...media, { media_key: 'gone' }].map(({ media_key }) => ({
      ...POST,
      attachments: { media_keys: [media_key] },
    }));
    const page = mapPosts({ data, includes: { media }, meta: { next_token: '7140w' } }, '7', null);
    expect(page.posts.map((post) => [post.kind, post.thumbnailUrl, post.durationSeconds])).toEqual([
      ['video', 'https://pbs.twimg.com/v.jpg', 137],
      ['image', 'https://pbs.twimg.com/p.jpg', null],
      ['image', null, null],
      ['other', null, null],
      ['text', null, null],
    ]);
    expect([page.nextCursor, page.posts[0]?.url]).toEqual(['7140w', `https://x.com/i/web/status/${POST.id}`]);
    expect(mapPosts({ meta: {} }, '7', 'mia')).toEqual({ posts: [], nextCursor: null });
  });
});
