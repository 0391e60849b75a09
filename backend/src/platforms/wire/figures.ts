/** Many posts by their ids, whole or their figures alone: in as few calls as the platform allows, answered in the order asked. */
import { chunked } from '../../core/chunked.js';
import type { PostDetails, PostFigures, PostRef } from '../contract/fetcher.js';
import type { NormalizedPost } from '../contract/normalized.js';
import { PlatformError } from '../contract/platform-error.js';

export type Figures = Pick<NormalizedPost, 'metrics' | 'blanks'>;

/** What one answer says, by post; whoever it does not name is not shown (any more). */
export type FiguresById = ReadonlyMap<string, PostFigures>;

type Answer = PostFigures | PostDetails;

export const GONE = { ok: false, error: 'gone' } as const;

export async function postsById<A extends Answer>(
  posts: readonly PostRef[],
  perCall: number,
  ask: (ids: readonly string[]) => Promise<ReadonlyMap<string, A>>,
): Promise<readonly (A | typeof GONE)[]> {
  const found = new Map<string, A>();
  const ids = new Set(posts.map(({ platformPostId }) => platformPostId));
  for (const chunk of chunked([...ids], perCall)) for (const [id, answer] of await ask(chunk)) found.set(id, answer);
  return posts.map(({ platformPostId }) => found.get(platformPostId) ?? GONE);
}

export function readFigures(
  bodies: readonly unknown[],
  idKey: string,
  read: (body: unknown) => Figures,
): Map<string, PostFigures> {
  return readEach<PostFigures>(bodies, idKey, (body) => {
    const { metrics, blanks } = read(body);
    return { ok: true, metrics, blanks };
  });
}

/** The list of an answer; an entry that cannot be read is that post's answer, and the others are none the worse. */
export function readEach<A extends Answer>(
  bodies: readonly unknown[],
  idKey: string,
  read: (body: unknown) => A,
): Map<string, A | Unread> {
  return new Map(bodies.map((body) => [rawText(body, idKey), settled(() => read(body))]));
}

interface Unread {
  readonly ok: false;
  readonly error: PlatformError;
}

function settled<A>(read: () => A): A | Unread {
  try {
    return read();
  } catch (error) {
    if (error instanceof PlatformError) return { ok: false, error };
    throw error;
  }
}

/** A text in an answer whose form has not been checked; empty where there is none. */
export function rawText(body: unknown, key: string): string {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, key)) return '';
  const value: unknown = Reflect.get(body, key);
  return typeof value === 'string' ? value : '';
}
