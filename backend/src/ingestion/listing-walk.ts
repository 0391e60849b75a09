/** The way through an account's posts, page by page: what of a page is wanted, how far it goes, and what it proves. */
import type { NormalizedPost, PostPage } from '../platforms/contract/normalized.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import { BEGINNING } from './figures-plan.js';
import type { ListingCheckpoint } from './listing-checkpoint.js';
import type { Listing } from './listing-plan.js';

/** More pages than this for one list is a platform that leads us in circles. */
const MOST_PAGES = 1_000;
/** So many posts may be pinned: they stand before newer ones, so that the date of any one post tells nothing. */
const MOST_PINNED = 3;

/**
 * So many known posts on a page that one of them is not pinned: what comes after is older, and known as well. Where the count
 * says that more came than were found so far, they may be further down all the same.
 */
export const isCaughtUp = (known: number, found: number, { grown }: Pick<Listing, 'grown'>): boolean =>
  known > MOST_PINNED && (grown === null || found >= grown);

/** What a complete listing met, and how far that proves that the rest is gone. */
export interface Burial {
  readonly met: readonly string[];
  /** The list came to its end: what it did not show is gone, however old. Otherwise only what is newer than `newerThan`. */
  readonly ended: boolean;
  readonly newerThan: Date | null;
}

export interface ListingEnd {
  /** False where the rest is left for a later run. */
  readonly through: boolean;
  /** Figures of all posts since then are fresh; null where nothing was met. */
  readonly reached: Date | null;
  /** Of what is newer than this, the list proves what is gone; null where it proves nothing. */
  readonly coveredFrom: Date | null;
  readonly newestAt: Date | null;
  /** The count to remember, once through. */
  readonly count: number | null;
  /** A complete listing came through: nothing more is owed. */
  readonly whole: boolean;
  /** Null where nothing may be taken for deleted. */
  readonly burial: Burial | null;
}

export class ListingWalk {
  private readonly visited = new Set<string>();
  private readonly met: string[] = [];
  private at: string | null;
  private seen: number;
  /** Of these, were new. */
  private found = 0;
  /** Over all runs, and in this one. */
  private pages: number;
  private run = 0;
  private covered: Date | null;
  private newest: Date | null = null;
  private last: readonly NormalizedPost[] = [];
  private ended = false;
  private stopped = false;

  constructor(
    private readonly listing: Listing,
    private readonly limits: { readonly depth: number; readonly pagesPerRun: number },
  ) {
    const { from } = listing;
    this.at = from?.cursor ?? null;
    this.seen = from?.seen ?? 0;
    this.pages = from?.pages ?? 0;
    this.covered = from?.oldest ? new Date(from.oldest) : null;
  }

  get cursor(): string | null {
    return this.at;
  }

  /** Nothing more is to be read in this run. */
  get done(): boolean {
    return this.through || this.run >= this.limits.pagesPerRun;
  }

  /** Where to go on while the listing is not through, and how many posts were seen. */
  get stand(): { readonly checkpoint: string | null; readonly seen: number } {
    return {
      checkpoint: this.through || this.at === null ? null : JSON.stringify(this.checkpoint(this.at)),
      seen: this.seen,
    };
  }

  /** Its first page was its last: nobody wrote down where it goes on, and nobody needs to. */
  get isShort(): boolean {
    return this.through && this.run === 1 && this.listing.from === null;
  }

  /** Takes a page; answers with those of its posts that are within the depth. Throws where the cursors run in a circle. */
  advance(page: PostPage): readonly NormalizedPost[] {
    const wanted = page.posts.slice(0, Math.max(0, this.limits.depth - this.seen));
    this.seen += wanted.length;
    this.pages += 1;
    this.run += 1;
    this.last = page.posts;
    for (const { platformPostId, publishedAt } of page.posts) {
      this.met.push(platformPostId);
      if (this.newest === null || publishedAt > this.newest) this.newest = publishedAt;
    }
    this.ended = page.nextCursor === null;
    this.cover(page.posts);
    if (page.nextCursor !== null) this.turnTo(page.nextCursor);
    return wanted;
  }

  /** After the page was stored: how many of its posts were there before. Where that is enough, the rest is known too. */
  stored(known: number): void {
    const { whole, downTo } = this.listing;
    const deepEnough = downTo === null || (this.covered !== null && this.covered <= downTo);
    const distinct = new Set(this.last.map(({ platformPostId }) => platformPostId)).size;
    this.found += Math.max(0, distinct - known);
    const all = distinct > 0 && known >= distinct;
    if (!whole && deepEnough && (all || isCaughtUp(known, this.found, this.listing))) this.stopped = true;
  }

  get end(): ListingEnd {
    const { why, whole, from, count } = this.listing;
    const everything = this.ended || (why === 'first' && this.through);
    const burial = from === null ? this.burial() : null;
    return {
      through: this.through,
      reached: everything ? BEGINNING : this.covered,
      coveredFrom: burial && (burial.ended ? this.covered : burial.newerThan),
      newestAt: this.newest,
      count,
      whole: this.through && (whole || (this.ended && from === null)),
      burial,
    };
  }

  private get through(): boolean {
    return this.ended || this.stopped || this.seen >= this.limits.depth;
  }

  /** A list that ended but shows nothing proves nothing, while the platform counts posts. */
  private burial(): Burial | null {
    const { whole, count } = this.listing;
    if (this.ended && (this.met.length > 0 || count === 0)) return { met: this.met, ended: true, newerThan: null };
    if (!whole || !this.through || this.last.length <= MOST_PINNED) return null;
    return { met: this.met, ended: false, newerThan: newestOf(this.last) };
  }

  /** How far a list has come, its last posts tell, of which not all are pinned. At its end it covers whatever it showed. */
  private cover(posts: readonly NormalizedPost[]): void {
    const tail = posts.slice(-MOST_PINNED - 1);
    const reached = this.ended ? oldestOf(posts) : tail.length > MOST_PINNED ? newestOf(tail) : null;
    if (reached !== null && (this.covered === null || reached < this.covered)) this.covered = reached;
  }

  private checkpoint(cursor: string): ListingCheckpoint {
    const { by, whole, count } = this.listing;
    const { seen, pages, covered } = this;
    return { cursor, seen, pages, by, whole, count, oldest: covered?.toISOString() ?? null };
  }

  private turnTo(cursor: string): void {
    if (this.visited.has(cursor) || this.pages >= MOST_PAGES)
      throw new PlatformError('PLATFORM_CONTRACT_CHANGED', { note: 'the cursors of the posts run in a circle' });
    this.visited.add(cursor);
    this.at = cursor;
  }
}

type Dated = Pick<NormalizedPost, 'publishedAt'>;

const newestOf = (posts: readonly Dated[]): Date | null =>
  posts.reduce<Date | null>(
    (best, { publishedAt }) => (best === null || publishedAt > best ? publishedAt : best),
    null,
  );

const oldestOf = (posts: readonly Dated[]): Date | null =>
  posts.reduce<Date | null>(
    (best, { publishedAt }) => (best === null || publishedAt < best ? publishedAt : best),
    null,
  );
