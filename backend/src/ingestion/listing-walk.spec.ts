import { PlatformError } from '../platforms/contract/platform-error.js';
import { BEGINNING } from './figures-plan.js';
import { readCheckpoint } from './listing-checkpoint.js';
import type { Listing } from './listing-plan.js';
import type { ListingWalk } from './listing-walk.js';
import { aPage, aPost, aWalk, dated, ids, NEW, WHOLE } from './testing/a-walk.js';

const resumed = (listing: Listing, { stand }: ListingWalk): Listing => ({
  ...listing,
  why: 'resume',
  from: readCheckpoint(stand.checkpoint, 'MANUAL'),
});

describe('the way through the posts', () => {
  it('begins at the first page and ends where there is no next', () => {
    const walk = aWalk(WHOLE);
    expect([walk.cursor, walk.done, walk.stand]).toEqual([null, false, { checkpoint: null, seen: 0 }]);

    expect(ids(walk.advance(aPage(0, 2, 'second')))).toEqual(['post-0', 'post-1']);
    expect([walk.cursor, walk.done]).toEqual(['second', false]);
    walk.advance(aPage(2, 1, null));

    expect([walk.done, walk.stand, walk.isShort]).toEqual([true, { checkpoint: null, seen: 3 }, false]);
    expect(walk.end).toMatchObject({
      through: true,
      coveredFrom: dated(2),
      newestAt: dated(0),
      reached: BEGINNING,
      count: 100,
    });
  });

  it('is short where its first page is its last, unless it goes on from an earlier run', () => {
    const walk = aWalk(WHOLE);
    expect(walk.isShort).toBe(false);
    walk.advance(aPage(0, 2, null));
    expect(walk.isShort).toBe(true);

    const first = aWalk(WHOLE);
    first.advance(aPage(0, 2, 'second'));
    expect(first.isShort).toBe(false);
    const rest = aWalk(resumed(WHOLE, first));
    rest.advance(aPage(2, 2, null));
    expect(rest.isShort).toBe(false);
  });

  it('wants no more than the depth', () => {
    const walk = aWalk(WHOLE, 3);
    walk.advance(aPage(0, 2, 'second'));

    expect(ids(walk.advance(aPage(2, 2, 'third')))).toEqual(['post-2']);

    expect([walk.done, walk.stand.checkpoint, walk.end.through]).toEqual([true, null, true]);
  });

  it('goes on behind an empty page that has a next', () => {
    const walk = aWalk(NEW);

    expect(walk.advance(aPage(0, 0, 'second'))).toEqual([]);
    walk.stored(0);

    expect([walk.done, walk.cursor, walk.end.reached]).toEqual([false, 'second', null]);
  });

  it('stops at the first page that meets more of what is known than can be pinned, where only what is new is wanted', () => {
    const walk = aWalk(NEW);
    walk.advance(aPage(0, 6, 'second'));
    walk.stored(3);
    expect(walk.done).toBe(false);

    walk.advance(aPage(6, 6, 'third'));
    walk.stored(4);

    expect(walk.done).toBe(true);
    expect(walk.end).toMatchObject({ through: true, whole: false, burial: null, reached: dated(8) });
  });

  it('goes on to a page on which all is known where the count tells of more that is new', () => {
    const walk = aWalk({ ...NEW, grown: 3 });
    walk.advance(aPage(0, 6, 'second'));
    walk.stored(4);
    expect(walk.done).toBe(false);

    walk.advance(aPage(6, 6, 'third'));
    walk.stored(5);
    expect(walk.done).toBe(true);

    const fewer = aWalk({ ...NEW, grown: 3 });
    fewer.advance(aPage(0, 6, 'second'));
    fewer.stored(6);
    expect(fewer.done).toBe(true);
  });

  it('stops at a short page on which all is known', () => {
    const walk = aWalk(NEW);
    walk.advance(aPage(0, 2, 'second'));
    walk.stored(2);

    expect(walk.done).toBe(true);
  });

  it('does not take a pinned post that it knows for the end, nor one that a page shows twice for a stranger', () => {
    const walk = aWalk(NEW);
    const pinned = aPost(90);
    walk.advance({ posts: [pinned, aPost(0), aPost(1)], nextCursor: 'second' });
    walk.stored(1);
    expect(walk.done).toBe(false);

    walk.advance({ posts: [pinned, aPost(2), pinned], nextCursor: 'third' });
    walk.stored(2);
    expect(walk.done).toBe(true);
  });

  it('goes on through what is known as deep as figures are wanted', () => {
    const walk = aWalk({ ...NEW, why: 'figures', downTo: dated(10) });
    walk.advance(aPage(0, 8, 'second'));
    walk.stored(8);
    expect(walk.done).toBe(false);

    walk.advance(aPage(8, 8, 'third'));
    walk.stored(8);

    expect(walk.done).toBe(true);
    expect(walk.end.reached).toEqual(dated(12));
  });

  it('is not led to believe that it has come far by posts that are pinned', () => {
    const walk = aWalk({ ...NEW, why: 'figures', downTo: dated(10) });
    const pinned = [aPost(70), aPost(80), aPost(90)];
    walk.advance({ posts: pinned, nextCursor: 'second' });
    walk.stored(3);
    expect(walk.end.reached).toBeNull();
    walk.advance({ posts: [...pinned, aPost(2)], nextCursor: 'third' });
    walk.stored(4);
    expect([walk.done, walk.end.reached]).toEqual([false, dated(2)]);
  });

  it('does not stop at what is known where all is wanted', () => {
    const walk = aWalk(WHOLE);
    walk.advance(aPage(0, 3, 'second'));
    walk.stored(3);
    expect(walk.done).toBe(false);
  });

  it('leaves the rest for another run after so many pages, which goes on there with what was meant', () => {
    const first = aWalk(WHOLE, 6, 2);
    first.advance(aPage(0, 2, 'second'));
    first.advance(aPage(2, 2, 'third'));
    expect(first.done).toBe(true);
    expect(first.end).toMatchObject({ through: false, whole: false, burial: null });

    const next = aWalk(resumed(WHOLE, first), 6, 2);
    expect(next.cursor).toBe('third');
    expect(ids(next.advance(aPage(4, 4, 'fourth')))).toEqual(['post-4', 'post-5']);
    expect(next.end).toMatchObject({ through: true, whole: true, burial: null, coveredFrom: null, reached: dated(4) });
  });

  it('wants nothing more where the depth has become smaller than what was seen', () => {
    const first = aWalk(WHOLE);
    first.advance(aPage(0, 50, 'far'));
    const walk = aWalk(resumed(WHOLE, first), 10);

    expect(walk.advance(aPage(50, 20, 'farther'))).toEqual([]);
    expect(walk.done).toBe(true);
  });

  it('refuses to be led in a circle', () => {
    const walk = aWalk(WHOLE);
    walk.advance(aPage(0, 1, 'a'));
    walk.advance(aPage(1, 1, 'b'));

    expect(() => walk.advance(aPage(2, 1, 'a'))).toThrow(PlatformError);
  });

  it('refuses a listing without an end, over however many runs', () => {
    let listing: Listing = WHOLE;
    const goOn = () => {
      for (let run = 0; run < 200; run += 1) {
        const walk = aWalk(listing);
        while (!walk.done) walk.advance(aPage(0, 0, `${walk.cursor ?? ''}.`.slice(-40) + String(run % 7)));
        listing = resumed(WHOLE, walk);
      }
    };
    expect(goOn).toThrow(expect.objectContaining({ code: 'PLATFORM_CONTRACT_CHANGED' }));
  });
});
