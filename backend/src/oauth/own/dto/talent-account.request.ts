import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsOptional, MaxLength } from 'class-validator';

export class TalentAccountRequest {
  /** Where the talent signs in with; the address on their page where it is left out. */
  @ApiPropertyOptional({ format: 'email', maxLength: 254, example: 'mia@example.com' })
  @IsOptional()
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : (value as unknown)))
  @IsEmail()
  @MaxLength(254)
  email?: string;
}
