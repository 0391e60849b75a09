import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { PageQuery } from '../../core/database/page.js';

export class MetricsQuery {
  @ApiPropertyOptional({
    format: 'date-time',
    example: '2026-08-22T00:00:00.000Z',
    description: 'From this moment on; 90 days before `to` where it is left out, and never more than two years.',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  @MaxLength(40)
  from?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    example: '2026-11-22T00:00:00.000Z',
    description: 'Up to this moment; now where it is left out.',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  @MaxLength(40)
  to?: string;
}

export class TalentPostsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only posts on this platform.', type: String, example: 'network' })
  @IsOptional()
  @IsString()
  @Length(1, 40)
  platform?: string;
}
