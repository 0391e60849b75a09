/** What the API says of posts and sync runs; field by field, nothing else leaves. */
import { ApiProperty } from '@nestjs/swagger';
import { RUN_OUTCOMES } from '../sync-run.repository.js';
import type { RunOutcome } from '../sync-run.repository.js';

const POST_KINDS = ['video', 'short', 'image', 'text', 'link', 'other'] as const;
const CAUSE_VALUES = ['first', 'manual', 'scheduled', 'backfill', 'heal', 'webhook'] as const;
const count = { type: Number, nullable: true } as const;

export class PostStatsResponse {
  @ApiProperty({ ...count, example: 98000 })
  views!: number | null;
  @ApiProperty({ ...count, example: 4100 })
  likes!: number | null;
  @ApiProperty({ ...count, example: 240 })
  comments!: number | null;
  @ApiProperty({ ...count, example: 31 })
  shares!: number | null;
  @ApiProperty({ ...count, example: 4 })
  quotes!: number | null;
  @ApiProperty({ ...count, example: null })
  saves!: number | null;
}

export class PostResponse {
  /** @example "0199aa00-0000-7000-8000-000000000003" */
  id!: string;
  /** @example "3k2yihcrp6f2c" */
  platformPostId!: string;
  /** @example "https://example.com/mia/post/3k2yihcrp6f2c" */
  url!: string;
  @ApiProperty({ enum: POST_KINDS, example: 'video' })
  kind!: string;
  @ApiProperty({ type: String, nullable: true, example: 'On the road' })
  title!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'First stop: Porto.' })
  text!: string | null;
  /** @example "2026-11-20T18:30:00.000Z" */
  publishedAt!: string;
  @ApiProperty({ type: String, nullable: true, example: '/api/v1/media/abc' })
  thumbnailUrl!: string | null;
  @ApiProperty({ ...count, example: 61 })
  durationSeconds!: number | null;
  stats!: PostStatsResponse;
  /** Why there is no number, by metric. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example: { saves: 'not_supported' } })
  blanks!: Record<string, string>;
  /** When the figures were last read. */
  @ApiProperty({ type: String, nullable: true, example: '2026-11-22T10:04:00.000Z' })
  statsAt!: string | null;
}

export class PostPage {
  items!: PostResponse[];
  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor!: string | null;
}

export class RunResponse {
  /** @example "0199aa00-0000-7000-8000-000000000004" */
  id!: string;
  @ApiProperty({ enum: CAUSE_VALUES, example: 'manual' })
  cause!: string;
  @ApiProperty({ enum: RUN_OUTCOMES, example: 'ok' })
  outcome!: RunOutcome;
  /** @example "2026-11-22T10:03:58.000Z" */
  startedAt!: string;
  @ApiProperty({ type: String, nullable: true, example: '2026-11-22T10:04:00.000Z' })
  finishedAt!: string | null;
  @ApiProperty({ ...count, example: 2000 })
  durationMs!: number | null;
  /** HTTP requests sent to the platform. @example 5 */
  calls!: number;
  /** @example 120 */
  postsSeen!: number;
  /** @example 3 */
  postsNew!: number;
  /** Posts whose own text or media changed; figures are not counted. @example 0 */
  postsChanged!: number;
  @ApiProperty({ type: String, nullable: true, example: null })
  code!: string | null;
  /** The code in words. */
  @ApiProperty({ type: String, nullable: true, example: null })
  text!: string | null;
  /** Automatic retries before this run. @example 0 */
  attempt!: number;
}

export class RunPage {
  items!: RunResponse[];
  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor!: string | null;
}
