import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { CONNECTION_CODES } from '../connection-codes.js';
import { API_CODES } from '../errors.js';

@ApiSchema({ name: 'FieldProblem' })
export class FieldProblemDto {
  @ApiProperty({ example: 'name', description: 'Path of the field, dots between levels.' })
  field: string;

  @ApiProperty({ example: 'name must be a string' })
  message: string;

  @ApiProperty({ example: 'is-string' })
  code: string;
}

/** What every refusal and failure answers with (RFC 9457). */
@ApiSchema({ name: 'Problem' })
export class ProblemDto {
  @ApiProperty({ example: 'urn:rostrum:problem:request-invalid' })
  type: string;

  @ApiProperty({ example: 'The request is not valid' })
  title: string;

  @ApiProperty({ example: 400 })
  status: number;

  @ApiProperty({ enum: Object.keys(API_CODES), example: 'REQUEST_INVALID' })
  code: string;

  @ApiProperty({ example: 'Check these fields: name.', description: 'For people: what happened, why, what next.' })
  detail: string;

  @ApiProperty({ type: String, nullable: true, example: '01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e3f' })
  requestId: string | null;

  @ApiPropertyOptional({ type: () => [FieldProblemDto] })
  errors?: FieldProblemDto[];

  @ApiPropertyOptional({ example: 30, description: 'Seconds; also in the Retry-After header.' })
  retryAfter?: number;

  @ApiPropertyOptional({
    enum: Object.keys(CONNECTION_CODES),
    description: 'Why a look-up or a connection was refused.',
  })
  connectionCode?: string;

  @ApiPropertyOptional({ description: 'What the person should do next.' })
  action?: string;
}
