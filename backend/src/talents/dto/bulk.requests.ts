import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsUUID, ValidateIf } from 'class-validator';
import { LowerCase } from '../../core/edge/lower-case.js';
import { Line } from './text-fields.js';

export const TALENT_ACTIONS = ['tag', 'untag', 'archive', 'unarchive'] as const;
export type TalentAction = (typeof TALENT_ACTIONS)[number];

const BULK_MAX = 100;
const takesTag = ({ action, tag }: BulkTalentsBody): boolean =>
  action === 'tag' || action === 'untag' || tag !== undefined;

export class BulkTalentsBody {
  @ApiProperty({ enum: TALENT_ACTIONS, example: 'tag' })
  @IsIn(TALENT_ACTIONS)
  action: TalentAction;

  @ApiProperty({
    type: [String],
    format: 'uuid',
    minItems: 1,
    maxItems: BULK_MAX,
    example: ['01938f7a-9e11-7d42-8c3b-5a4f3e2d1c0b'],
  })
  @LowerCase()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BULK_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  ids: string[];

  @ApiPropertyOptional({ maxLength: 60, example: 'tour-2027', description: 'Needed for `tag` and `untag`.' })
  @ValidateIf(takesTag)
  @Line(60)
  tag?: string;
}
