import { ApiProperty } from '@nestjs/swagger';
import { ItemProblem } from '../../core/edge/item-problem.dto.js';

export class BulkTalentResult {
  @ApiProperty({ format: 'uuid', example: '01938f7a-9e11-7d42-8c3b-5a4f3e2d1c0b' })
  id: string;

  @ApiProperty({ example: true })
  ok: boolean;

  @ApiProperty({ type: ItemProblem, nullable: true, example: null })
  problem: ItemProblem | null;
}

export class BulkTalentResults {
  @ApiProperty({ type: [BulkTalentResult], description: 'One for each talent, in the order in which they were named.' })
  results: BulkTalentResult[];
}
