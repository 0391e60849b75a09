/** A sync in words: why it ran, how it ended, what it brought. */
import type { RunResponse } from '../core/api/models';
import type { BadgeTone } from '../ui/badge';
import { plural } from '../ui/numbers';

const OUTCOMES: Record<RunResponse['outcome'], { label: string; tone: BadgeTone }> = {
  running: { label: 'Running', tone: 'busy' },
  ok: { label: 'Complete', tone: 'good' },
  partial: { label: 'In part', tone: 'care' },
  failed: { label: 'Failed', tone: 'bad' },
  deferred: { label: 'Put off', tone: 'rest' },
  aborted: { label: 'Broken off', tone: 'rest' },
};
const CAUSES: Record<RunResponse['cause'], string> = {
  first: 'First read',
  manual: 'Asked for',
  scheduled: 'On schedule',
  backfill: 'Older posts',
  heal: 'Recovery',
  webhook: 'News from the platform',
};

export const outcomeOf = ({ outcome }: RunResponse): { label: string; tone: BadgeTone } => OUTCOMES[outcome];

/** "On schedule", or "On schedule, 2nd try". */
export function causeOf({ cause, attempt }: RunResponse): string {
  return attempt > 0 ? `${CAUSES[cause]}, ${ordinal(attempt + 1)} try` : CAUSES[cause];
}

/** What came of the posts; null where the sync did not come that far. */
export function broughtBy({ postsSeen, postsNew, postsChanged, outcome }: RunResponse): string | null {
  if (postsSeen === 0 && outcome !== 'ok') return null;
  const news = [postsNew ? `${postsNew} new` : '', postsChanged ? `${postsChanged} edited` : ''];
  return [`${plural(postsSeen, 'post')} seen`, ...news.filter(Boolean)].join(', ');
}

function ordinal(count: number): string {
  return `${count}${{ 2: 'nd', 3: 'rd' }[count] ?? 'th'}`;
}
