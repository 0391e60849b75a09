/** Figures of many posts by their ids: in as few calls as the platform allows, answered in the order asked. */
import type { PostFigures, PostRef } from '../contract/fetcher.js';
import type { NormalizedPost } from '../contract/normalized.js';
import { PlatformError } from '../contract/platform-error.js';
import { chunked } from './chunked.js';

export type Figures = Pick<NormalizedPost, 'metrics' | 'blanks'>;

/** What one answer says, by post; whoever it does not name is not shown (any more). */
export type FiguresById = ReadonlyMap<string, PostFigures>;

export async function figuresOf(
  posts: readonly PostRef[],
  perCall: number,
  ask: (ids: readonly string[]) => Promise<FiguresById>,
): Promise<readonly PostFigures[]> {
  const found = new Map<string, PostFigures>();
  const ids = new Set(posts.map(({ platformPostId }) => platformPostId));
  for (const chunk of chunked([...ids], perCall)) for (const [id, answer] of await ask(chunk)) found.set(id, answer);
  return posts.map(({ platformPostId }) => found.get(platformPostId) ?? { ok: false, error: 'gone' });
}

/** The list of an answer; an entry that cannot be read is that post's answer, and the others are none the worse. */
export function readFigures(
  bodies: readonly unknown[],
  idKey: string,
  read: (body: unknown) => Figures,
): Map<string, PostFigures> {
  return new Map(bodies.map((body) => [rawText(body, idKey), settled(() => read(body))]));
}

function settled(read: () => Figures): PostFigures {
  try {
    const { metrics, blanks } = read();
    return { ok: true, metrics, blanks };
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
