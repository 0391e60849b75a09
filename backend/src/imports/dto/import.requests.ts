import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { PageQuery } from '../../core/database/page.js';
import { ROW_OUTCOMES } from '../import.js';
import type { RowOutcome } from '../import.js';

/** Characters; the body as a whole is held to 2 MB. */
const CSV_MAX = 2_000_000;

export class CreateImportRequest {
  @ApiProperty({
    minLength: 1,
    maxLength: 200,
    example: 'roster.csv',
    description: 'What to call it: the file’s name.',
  })
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : (value as unknown)))
  @IsString()
  @Length(1, 200)
  @Matches(/^[^\p{Cc}\p{Cs}]*$/u, { message: 'name must be one line of text' })
  name!: string;

  @ApiProperty({
    maxLength: CSV_MAX,
    example: 'talent,email,tags,profile\nMaya Lind,maya@example.com,music;nordics,\n',
    description: 'A CSV file with a header line, as text; commas, semicolons or tabs.',
  })
  @IsString()
  @MaxLength(CSV_MAX)
  csv!: string;
}

export class ImportRowsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ROW_OUTCOMES })
  @IsOptional()
  @IsIn(ROW_OUTCOMES)
  outcome?: RowOutcome;
}
