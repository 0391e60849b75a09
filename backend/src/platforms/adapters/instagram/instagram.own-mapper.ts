/** Media of a talent's own account → normalized: what everybody sees of them, with the insights that only they may see. Pure. */
import type { BlankReason, NormalizedPost, PostMetric } from '../../contract/normalized.js';
import { readCount } from '../../wire/read-values.js';
import { mapMedia } from './instagram.mapper.js';
import type { WireInsights } from './instagram.schema.js';

/** What the platform calls them. */
const INSIGHTS = { views: 'views', likes: 'likes', shares: 'shares', saves: 'saved' } as const;
type Insight = keyof typeof INSIGHTS;

/** The numbers, or why there are none. */
export type OwnInsights = WireInsights | BlankReason;

export function mapOwnMedia(body: unknown, insights: OwnInsights): NormalizedPost | null {
  const post = mapMedia(body);
  if (!post) return null;
  const metrics = { ...post.metrics };
  const blanks: Partial<Record<PostMetric, BlankReason>> = { ...post.blanks };
  for (const metric of Object.keys(INSIGHTS) as Insight[]) {
    // The owner's likes are told twice; the public number is the one that people know.
    if (metric === 'likes' && metrics.likes !== null) continue;
    metrics[metric] = countOf(insights, INSIGHTS[metric]);
    blanks[metric] = reasonFor(metric, insights);
    if (metrics[metric] !== null) Reflect.deleteProperty(blanks, metric);
  }
  return { ...post, metrics, blanks };
}

/** An empty set stands for numbers that are not there yet; it is never a zero. */
function countOf(insights: OwnInsights, name: string): number | null {
  if (typeof insights === 'string') return null;
  const found = insights.data.find((entry) => entry.name === name);
  return readCount(found?.values?.[0]?.value ?? found?.total_value?.value);
}

function reasonFor(metric: Insight, insights: OwnInsights): BlankReason {
  if (metric === 'likes') return 'hidden';
  return typeof insights === 'string' ? insights : 'not_yet';
}
