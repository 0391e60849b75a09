/** What became of one of many: the same words as a problem document, without what belongs to a whole answer. */
import { ApiProperty } from '@nestjs/swagger';
import { toApiError } from './problem.js';

export class ItemProblem {
  /** @example 409 */
  status!: number;
  /** @example "CONFLICT" */
  code!: string;
  /** What happened. @example "A sync is already running." */
  detail!: string;
  /** What to do next. */
  @ApiProperty({ type: String, nullable: true, example: 'It shows here as soon as it is done.' })
  action!: string | null;
  /** Seconds until it may be tried again, where that is known. */
  @ApiProperty({ type: Number, nullable: true, example: null })
  retryAfter!: number | null;
}

/** Any error as what may be said of it beside the results of others. */
export function itemProblem(thrown: unknown): ItemProblem {
  const { status, code, message, details } = toApiError(thrown);
  return {
    status,
    code,
    detail: message,
    action: details.action ?? null,
    retryAfter: details.retryAfterSeconds ?? null,
  };
}
