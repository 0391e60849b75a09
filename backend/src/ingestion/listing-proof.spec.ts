import fc from 'fast-check';
import { aPage, aPost, aWalk, dated, ids, NEW, WHOLE } from './testing/a-walk.js';

describe('what a listing proves', () => {
  it('that all it did not meet is gone, where it came to the end of the list', () => {
    const walk = aWalk(NEW);
    walk.advance(aPage(0, 2, 'second'));
    walk.stored(0);
    walk.advance(aPage(3, 1, null));
    expect(walk.end).toMatchObject({ whole: true });
    expect(walk.end.burial).toEqual({ met: ['post-0', 'post-1', 'post-3'], ended: true, newerThan: null });
  });

  it('only what is newer than its last page, where it ended at the depth', () => {
    const walk = aWalk(WHOLE, 6);
    walk.advance({ posts: [aPost(90), aPost(0), aPost(2)], nextCursor: 'second' });
    walk.advance(aPage(3, 4, 'third'));
    expect(walk.end).toMatchObject({ coveredFrom: dated(3), burial: { ended: false, newerThan: dated(3) } });
    expect(walk.end.burial?.met).toContain('post-6');
  });

  it('nothing, where the last page may hold nothing but pinned posts', () => {
    const walk = aWalk(WHOLE, 3);
    walk.advance({ posts: [aPost(70), aPost(80), aPost(90)], nextCursor: 'second' });
    expect(walk.end).toMatchObject({ through: true, burial: null });
  });

  it('nothing of an empty list, unless the platform counts none', () => {
    const empty = (count: number | null) => {
      const walk = aWalk({ ...WHOLE, count });
      walk.advance(aPage(0, 0, null));
      return walk.end.burial;
    };
    expect(empty(5)).toBeNull();
    expect(empty(null)).toBeNull();
    expect(empty(0)).toEqual({ met: [], ended: true, newerThan: null });
  });

  it('never that a post is gone which is still there: whatever was deleted, pinned, listed before, however the pages fall', () => {
    const account = fc.record({
      there: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }),
      gone: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 20 }),
      pins: fc.uniqueArray(fc.nat(39), { maxLength: 3 }),
      pageSize: fc.integer({ min: 1, max: 12 }),
      depth: fc.integer({ min: 1, max: 50 }),
      pagesPerRun: fc.integer({ min: 1, max: 6 }),
      whole: fc.boolean(),
    });
    fc.assert(
      fc.property(account, ({ there, gone, pins, pageSize, depth, pagesPerRun, whole }) => {
        const shown = there.toSorted((one, other) => one - other).map(aPost);
        const list = [...pins.flatMap((pin) => shown[pin] ?? []), ...shown];
        const stored = new Set([...there, ...gone].map((index) => aPost(index).platformPostId));
        const walk = aWalk({ ...(whole ? WHOLE : NEW), count: there.length }, depth, pagesPerRun);
        while (!walk.done) {
          const at = Number(walk.cursor ?? 0);
          const posts = list.slice(at, at + pageSize);
          walk.advance({ posts, nextCursor: at + pageSize < list.length ? String(at + pageSize) : null });
          walk.stored(new Set(ids(posts).filter((id) => stored.has(id))).size);
        }
        const { burial } = walk.end;
        const buried = [...there, ...gone]
          .map(aPost)
          .filter(({ platformPostId, publishedAt }) =>
            burial === null || burial.met.includes(platformPostId)
              ? false
              : burial.ended || (burial.newerThan !== null && publishedAt > burial.newerThan),
          );
        expect(buried.filter(({ platformPostId }) => ids(shown).includes(platformPostId))).toEqual([]);
        expect(walk.end.through || burial === null).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
