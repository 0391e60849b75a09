import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { ONE_LINE } from './one-line.js';

export class UpdateAgencyBody {
  @ApiProperty({ example: 'Northlight Talent', minLength: 1, maxLength: 100 })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @Matches(ONE_LINE, { message: 'name must be one line of text' })
  name: string;
}

export class AgencyResponse {
  @ApiProperty({ format: 'uuid', example: '01938f7a-4f00-7aa1-8a44-6b1f0a7c2d10' })
  id: string;

  @ApiProperty({ example: 'Northlight Talent' })
  name: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-02T14:05:00.000Z' })
  createdAt: string;

  @ApiProperty({ example: 6, description: 'People who can sign in now.' })
  staff: number;

  @ApiProperty({ example: 42, description: 'Archived ones too.' })
  talents: number;

  @ApiProperty({ example: 97, description: 'Without those that are disconnected.' })
  connections: number;

  @ApiProperty({ example: false, description: 'Whether this is the agency that the demo seed fills.' })
  demo: boolean;
}
