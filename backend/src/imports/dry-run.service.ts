/** Checking a file: what would become of each row. Nothing is created but the import itself, and nothing is fetched. */
import { setImmediate as breath } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '../core/config/config.js';
import { Database } from '../core/database/database.service.js';
import { newId } from '../core/database/ids.js';
import { ApiError } from '../core/errors.js';
import type { FieldProblem } from '../core/errors.js';
import { EventBus } from '../core/events.js';
import type { Caller } from '../core/request-origin.js';
import { csvProblem, readCsv } from './csv-text.js';
import type { CreateImportRequest } from './dto/import.requests.js';
import { rowsOf } from './file-rows.js';
import type { FileRow } from './file-rows.js';
import { ImportsChanged } from './imports.events.js';
import { ImportStore } from './import-store.service.js';
import { ProfileReader } from './profile-reader.service.js';
import { judge } from './verdicts.js';
import type { ReadRow } from './verdicts.js';

/** Rows that are read without a breath in between: others wait that long. */
const READ_BATCH = 250;

@Injectable()
export class DryRunService {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly profiles: ProfileReader,
    private readonly store: ImportStore,
    private readonly events: EventBus,
  ) {}

  /** Answers with the new import's id; a 400 that names the lines where the file can't be read. */
  async check(caller: Caller, { name, csv }: CreateImportRequest): Promise<string> {
    const { agencyId } = caller.principal;
    const { rows, unused } = this.read(csv);
    const read = await this.readProfiles(rows);
    const id = newId();
    await this.database.inAgency(agencyId, async (tx) => {
      const judged = judge(read, await this.store.surroundings(tx, agencyId, read));
      await this.store.create(tx, caller, { id, name, unused, judged });
    });
    this.events.publish(new ImportsChanged(agencyId, [id]));
    return id;
  }

  private read(csv: string): { rows: FileRow[]; unused: readonly string[] } {
    const { IMPORT_MAX_ROWS: most } = this.config.values;
    const { columns: names } = this.profiles;
    const reading = readCsv(csv, names.isKnown, most);
    if ('problems' in reading) throw unreadable(reading.problems);
    const columns = names.read(reading.table.header);
    if ('problems' in columns) throw unreadable(columns.problems);
    const rows = rowsOf(reading.table, columns, most);
    if (rows.length > most) throw unreadable([tooManyProfiles(rows, most)]);
    return { rows, unused: columns.unused };
  }

  private async readProfiles(rows: readonly FileRow[]): Promise<ReadRow[]> {
    const read: ReadRow[] = [];
    for (const [index, row] of rows.entries()) {
      if (index % READ_BATCH === READ_BATCH - 1) await breath();
      read.push(this.profiles.read(row));
    }
    return read;
  }
}

const tooManyProfiles = (rows: readonly FileRow[], most: number): FieldProblem =>
  csvProblem(
    `Most that one import takes is ${most} profiles; line ${rows[most]?.line ?? 0} is beyond that. Split the file.`,
    'too-many-rows',
  );

function unreadable(errors: readonly FieldProblem[]): ApiError {
  const [first] = errors;
  const others = errors.length > 1 ? ` ${errors.length - 1} more like it.` : '';
  return new ApiError('REQUEST_INVALID', `${first?.message ?? 'The file can’t be read.'}${others}`, {
    errors,
    action: 'Mend the file and upload it again. Nothing was stored.',
  });
}
