import type { NormalizedPost, PostPage } from '../platforms/contract/normalized.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import { PostWalk } from './post-walk.js';

const HOUR_MS = 3_600_000;
const NEWEST = Date.parse('2026-11-22T10:00:00.000Z');

/** Post number `index` of an account, newest first, one an hour. */
const aPost = (index: number): NormalizedPost => ({
  platformPostId: `post-${index}`,
  kind: 'text',
  url: 'https://example.com/post',
  title: null,
  text: null,
  publishedAt: new Date(NEWEST - index * HOUR_MS),
  thumbnailUrl: null,
  durationSeconds: null,
  language: null,
  metrics: { views: null, likes: null, comments: null, shares: null, quotes: null, saves: null },
  blanks: {},
});
const aPage = (from: number, count: number, nextCursor: string | null): PostPage => ({
  posts: Array.from({ length: count }, (_, offset) => aPost(from + offset)),
  nextCursor,
});
const ids = (posts: readonly NormalizedPost[]) => posts.map((post) => post.platformPostId);

describe('the way through the posts', () => {
  it('begins at the first page and ends where there is no next', () => {
    const walk = new PostWalk(100, null);
    expect([walk.cursor, walk.done, walk.checkpoint, walk.coveredFrom]).toEqual([null, false, null, null]);

    expect(ids(walk.advance(aPage(0, 2, 'second')))).toEqual(['post-0', 'post-1']);
    expect([walk.cursor, walk.done]).toEqual(['second', false]);
    walk.advance(aPage(2, 1, null));

    expect([walk.done, walk.checkpoint]).toEqual([true, null]);
    expect(walk.coveredFrom).toEqual(aPost(2).publishedAt);
  });

  it('wants no more than the depth', () => {
    const walk = new PostWalk(3, null);
    walk.advance(aPage(0, 2, 'second'));

    expect(ids(walk.advance(aPage(2, 2, 'third')))).toEqual(['post-2']);

    expect([walk.done, walk.checkpoint]).toEqual([true, null]);
    expect(walk.coveredFrom).toEqual(aPost(2).publishedAt);
  });

  it('goes on behind an empty page that has a next', () => {
    const walk = new PostWalk(10, null);

    expect(walk.advance(aPage(0, 0, 'second'))).toEqual([]);

    expect([walk.done, walk.cursor, walk.coveredFrom]).toEqual([false, 'second', null]);
  });

  it('takes up where another walk was interrupted, its count and its oldest post included', () => {
    const interrupted = new PostWalk(4, null);
    interrupted.advance(aPage(0, 3, 'second'));

    const walk = new PostWalk(4, interrupted.checkpoint);

    expect([walk.cursor, walk.coveredFrom]).toEqual(['second', aPost(2).publishedAt]);
    expect(ids(walk.advance(aPage(3, 3, 'third')))).toEqual(['post-3']);
    expect(walk.done).toBe(true);
  });

  it.each(['', 'not json', '{}', '{"cursor":5,"seen":1,"oldest":null}', '{"cursor":"c","seen":-1,"oldest":null}'])(
    'begins anew where the checkpoint can’t be read: %s',
    (saved) => {
      const walk = new PostWalk(10, saved);
      expect([walk.cursor, walk.coveredFrom]).toEqual([null, null]);
    },
  );

  it('wants nothing more where the depth has become smaller than what was seen', () => {
    const saved = JSON.stringify({ cursor: 'far', seen: 50, oldest: aPost(49).publishedAt.toISOString() });
    const walk = new PostWalk(10, saved);

    expect(walk.advance(aPage(50, 20, 'farther'))).toEqual([]);
    expect(walk.done).toBe(true);
  });

  it('takes the oldest date for covered, whatever the order', () => {
    const walk = new PostWalk(10, null);
    walk.advance({ posts: [aPost(5), aPost(1), aPost(3)], nextCursor: null });
    expect(walk.coveredFrom).toEqual(aPost(5).publishedAt);
  });

  it('refuses to be led in a circle', () => {
    const walk = new PostWalk(100, null);
    walk.advance(aPage(0, 1, 'a'));
    walk.advance(aPage(1, 1, 'b'));

    expect(() => walk.advance(aPage(2, 1, 'a'))).toThrow(PlatformError);
  });

  it('refuses a listing without an end', () => {
    const walk = new PostWalk(100, null);
    const goOn = () => {
      for (let page = 0; page < 2_000; page += 1) walk.advance(aPage(0, 0, `page-${page}`));
    };
    expect(goOn).toThrow(expect.objectContaining({ code: 'PLATFORM_CONTRACT_CHANGED' }));
  });

  it('begins anew where the list was read another way before: its cursors mean nothing there', () => {
    const byConsent = new PostWalk(4, null, 'OAUTH');
    byConsent.advance(aPage(0, 2, 'second'));

    expect(new PostWalk(4, byConsent.checkpoint, 'OAUTH').cursor).toBe('second');
    expect(new PostWalk(4, byConsent.checkpoint).cursor).toBeNull();
  });
});
