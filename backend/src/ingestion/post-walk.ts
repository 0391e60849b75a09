/** The way through an account's posts, page by page: how far it has come, what of a page is wanted, when it is done. */
import { z } from 'zod';
import type { NormalizedPost, PostPage } from '../platforms/contract/normalized.js';
import { PlatformError } from '../platforms/contract/platform-error.js';

/** Where the listing of posts stands; kept in the row, so that a killed sync goes on instead of starting over. */
const checkpoint = z.object({
  cursor: z.string(),
  seen: z.number().int().nonnegative(),
  oldest: z.iso.datetime().nullable(),
  by: z.enum(['MANUAL', 'OAUTH']).default('MANUAL'),
});

/** More pages than this for one sync is a platform that leads us in circles. */
const MOST_PAGES = 1_000;

export class PostWalk {
  private readonly visited = new Set<string>();
  private seen = 0;
  private oldest: string | null = null;
  private at: string | null = null;
  private ended = false;

  /**
   * `saved` is the checkpoint of an interrupted sync. One that can't be read begins anew, and so does one of a list that was
   * read another way: its cursors mean nothing there.
   */
  constructor(
    private readonly depth: number,
    saved: string | null,
    private readonly by: 'MANUAL' | 'OAUTH' = 'MANUAL',
  ) {
    const known = saved === null ? undefined : checkpoint.safeParse(parsed(saved)).data;
    if (known?.by !== by) return;
    this.seen = known.seen;
    this.oldest = known.oldest;
    this.at = known.cursor;
  }

  get cursor(): string | null {
    return this.at;
  }

  get done(): boolean {
    return this.ended;
  }

  /** What to keep while the walk is not done; null once it is. */
  get checkpoint(): string | null {
    return this.ended || this.at === null
      ? null
      : JSON.stringify({ cursor: this.at, seen: this.seen, oldest: this.oldest, by: this.by });
  }

  get stand(): { readonly checkpoint: string | null; readonly seen: number } {
    return { checkpoint: this.checkpoint, seen: this.seen };
  }

  /** The oldest post that this walk has seen. */
  get coveredFrom(): Date | null {
    return this.oldest === null ? null : new Date(this.oldest);
  }

  /** Takes a page; answers with those of its posts that are within the depth. Throws where the cursors run in a circle. */
  advance(page: PostPage): readonly NormalizedPost[] {
    const wanted = page.posts.slice(0, Math.max(0, this.depth - this.seen));
    this.seen += wanted.length;
    for (const { publishedAt } of wanted) this.reach(publishedAt.toISOString());
    this.ended = page.nextCursor === null || this.seen >= this.depth;
    if (page.nextCursor !== null) this.turnTo(page.nextCursor);
    return wanted;
  }

  private reach(published: string): void {
    if (this.oldest === null || published < this.oldest) this.oldest = published;
  }

  private turnTo(cursor: string): void {
    if (this.visited.has(cursor) || this.visited.size >= MOST_PAGES) {
      throw new PlatformError('PLATFORM_CONTRACT_CHANGED', { note: 'the cursors of the posts run in a circle' });
    }
    this.visited.add(cursor);
    this.at = cursor;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
