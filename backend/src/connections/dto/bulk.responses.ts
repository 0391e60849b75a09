import { ApiProperty } from '@nestjs/swagger';
import { ItemProblem } from '../../core/edge/item-problem.dto.js';

export class BulkConnectionResult {
  /** Null where a talent was named that is not there. */
  @ApiProperty({ type: String, nullable: true, example: '0199aa00-0000-7000-8000-000000000001' })
  connectionId!: string | null;
  /** Null where there is no such connection. */
  @ApiProperty({ type: String, nullable: true, example: '0199aa00-0000-7000-8000-000000000002' })
  talentId!: string | null;
  /** @example true */
  ok!: boolean;
  @ApiProperty({ type: ItemProblem, nullable: true })
  problem!: ItemProblem | null;
}

export class BulkConnectionResults {
  /** One for each connection, in the order in which they were named. */
  results!: BulkConnectionResult[];
  /** How many connections of the named talents were left out, because one request takes 500. @example 0 */
  left!: number;
}
