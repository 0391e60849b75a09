/** What the API says of imports; field by field, nothing else leaves. */
import { ApiProperty } from '@nestjs/swagger';
import { IMPORT_STATUSES, ROW_OUTCOMES } from '../import.js';
import type { ImportStatus, RowOutcome } from '../import.js';

const text = { type: String, nullable: true } as const;

export class ImportCounts {
  /** Would be done, or is still to be done. @example 41 */
  ready!: number;
  /** Can't be done as it is written. @example 2 */
  refused!: number;
  /** Was there already. @example 3 */
  known!: number;
  /** Done. @example 0 */
  connected!: number;
  /** Was ready, and could not be done when its turn came. @example 0 */
  failed!: number;
}

export class ImportResponse {
  /** @example "0199aa00-0000-7000-8000-000000000005" */
  id!: string;
  /** @example "roster.csv" */
  name!: string;
  /** `checked` is a dry run: nothing is created. `cancelled` can be started again, and goes on where it stopped. */
  @ApiProperty({ enum: IMPORT_STATUSES, example: 'checked' })
  status!: ImportStatus;
  /** A line with several profiles counts once for each. @example 46 */
  rows!: number;
  counts!: ImportCounts;
  /** Columns of the file that mean nothing here. @example ["Phone"] */
  unusedColumns!: string[];
  /** @example "2026-11-22T10:04:00.000Z" */
  createdAt!: string;
  @ApiProperty({ ...text, example: null })
  startedAt!: string | null;
  @ApiProperty({ ...text, example: null })
  finishedAt!: string | null;
  /** Who uploaded it; what it creates is recorded as theirs. @example "Ada Novak" */
  by!: string;
}

export class ImportPage {
  items!: ImportResponse[];
  @ApiProperty({ ...text, example: null })
  nextCursor!: string | null;
}

export class ImportGiven {
  /** @example "Maya Lind" */
  talent!: string;
  @ApiProperty({ ...text, example: 'maya@example.com' })
  email!: string | null;
  /** @example ["music"] */
  tags!: string[];
  @ApiProperty({ ...text, example: 'network' })
  platform!: string | null;
  @ApiProperty({ ...text, example: '@maya' })
  profile!: string | null;
}

export class ImportRowResponse {
  /** Where the row begins in the file. @example 12 */
  line!: number;
  given!: ImportGiven;
  @ApiProperty({ enum: ROW_OUTCOMES, example: 'ready' })
  outcome!: RowOutcome;
  @ApiProperty({ ...text, example: null })
  code!: string | null;
  /** What will happen, happened, or is in the way. */
  @ApiProperty({ ...text, example: 'Adds a new talent with this profile.' })
  text!: string | null;
  @ApiProperty({ ...text, example: null })
  talentId!: string | null;
  @ApiProperty({ ...text, example: null })
  connectionId!: string | null;
  /** When it was done. */
  @ApiProperty({ ...text, example: null })
  doneAt!: string | null;
}

export class ImportRowPage {
  items!: ImportRowResponse[];
  @ApiProperty({ ...text, example: null })
  nextCursor!: string | null;
}
