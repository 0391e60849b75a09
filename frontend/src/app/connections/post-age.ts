import type { PostResponse } from '../core/api/models';
import { relativeTime, toDate } from '../ui/relative-time';

/** The one moment to name above posts whose numbers all read equally old; null where each has to say its own. */
export function commonAge(posts: readonly Pick<PostResponse, 'statsAt'>[], now: Date): Date | null {
  const moments = posts.map(({ statsAt }) => toDate(statsAt));
  const ages = new Set(moments.map((moment) => moment && relativeTime(moment, now)));
  return ages.size === 1 ? (moments[0] ?? null) : null;
}
