/** What the API says of a connection's past: figures over time, and what happened. */
import { ApiProperty } from '@nestjs/swagger';
import { PostResponse } from './ingestion.responses.js';

const count = { type: Number, nullable: true } as const;

export class MetricPoint {
  /** When it was read. @example "2026-11-22T10:04:00.000Z" */
  at!: string;
  @ApiProperty({ ...count, example: 12400 })
  followers!: number | null;
  @ApiProperty({ ...count, example: 310 })
  following!: number | null;
  @ApiProperty({ ...count, example: 125 })
  posts!: number | null;
  @ApiProperty({ ...count, example: null })
  views!: number | null;
}

/** Nothing was read between these two moments. */
export class MetricGap {
  /** @example "2026-11-02T10:04:00.000Z" */
  from!: string;
  /** @example "2026-11-05T08:30:00.000Z" */
  to!: string;
}

export class MetricsResponse {
  /** @example "2026-08-24T10:04:00.000Z" */
  from!: string;
  /** @example "2026-11-22T10:04:00.000Z" */
  to!: string;
  /** Oldest first, at most 1,000; thinned evenly, with the lowest and the highest of each stretch kept. A figure holds until the next point. */
  points!: MetricPoint[];
  gaps!: MetricGap[];
  /** Why there is no number, by metric. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example: { views: 'not_supported' } })
  blanks!: Record<string, string>;
}

const EVENT_KINDS = ['deed', 'run', 'change', 'alert'] as const;
const TONES = ['good', 'neutral', 'warning', 'bad'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];
export type Tone = (typeof TONES)[number];

export class TimelineEvent {
  /** @example "run:0199aa00-0000-7000-8000-000000000004" */
  id!: string;
  /** @example "2026-11-22T10:04:00.000Z" */
  at!: string;
  /** What somebody did, how a sync ended, what changed in the profile, or an alert. */
  @ApiProperty({ enum: EVENT_KINDS, example: 'run' })
  kind!: EventKind;
  @ApiProperty({ enum: TONES, example: 'warning' })
  tone!: Tone;
  /** At most 80 characters. @example "Not found on the network, 1 of 3" */
  title!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Check the handle with the talent, then retry.' })
  text!: string | null;
  /** Why, where there is a code for it. */
  @ApiProperty({ type: String, nullable: true, example: 'PROFILE_NOT_FOUND' })
  code!: string | null;
  /** Who did it, where it was somebody. */
  @ApiProperty({ type: String, nullable: true, example: null })
  actor!: string | null;
}

export class TimelinePage {
  items!: TimelineEvent[];
  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor!: string | null;
}

export class TalentPostResponse extends PostResponse {
  /** @example "0199aa00-0000-7000-8000-000000000001" */
  connectionId!: string;
  /** @example "network" */
  platform!: string;
  /** @example "mia.example.com" */
  handle!: string;
}

export class TalentPostPage {
  items!: TalentPostResponse[];
  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor!: string | null;
}
