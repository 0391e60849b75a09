/** Reading imports: one, the latest, and what becomes of their rows. */
import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.service.js';
import { Cursors } from '../core/database/page.js';
import type { Page, PageQuery } from '../core/database/page.js';
import { notFound } from '../core/errors.js';
import type { ImportRowsQuery } from './dto/import.requests.js';
import type { ImportResponse, ImportRowResponse } from './dto/import.responses.js';
import { showImport, showRow } from './import-view.js';
import { ImportRepository } from './import.repository.js';
import { ImportRowRepository } from './import-row.repository.js';

const NEWEST = '-created';
const BY_LINE = 'line';

@Injectable()
export class ImportListService {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportRepository,
    private readonly rowsOf: ImportRowRepository,
    private readonly cursors: Cursors,
  ) {}

  async get(agencyId: string, id: string): Promise<ImportResponse> {
    const row = await this.database.readInAgency(agencyId, (reader) => this.imports.find(reader, agencyId, id));
    if (!row) throw notFound('import');
    return showImport(row);
  }

  async list(agencyId: string, { limit, cursor }: PageQuery): Promise<Page<ImportResponse>> {
    const scope = { list: 'imports', agencyId };
    const after = this.cursors.decode(cursor, NEWEST, scope);
    const rows = await this.database.readInAgency(agencyId, (reader) =>
      this.imports.list(reader, agencyId, limit, after?.id ?? null),
    );
    const page = this.cursors.page(rows, limit, NEWEST, scope, ({ id }) => ({ value: null, id }));
    return { items: page.items.map(showImport), nextCursor: page.nextCursor };
  }

  async rows(
    agencyId: string,
    importId: string,
    { outcome, limit, cursor }: ImportRowsQuery,
  ): Promise<Page<ImportRowResponse>> {
    await this.get(agencyId, importId);
    const scope = { list: 'import rows', agencyId, importId, outcome };
    const position = this.cursors.decode(cursor, BY_LINE, scope);
    const after = position && { line: Number(position.value), part: Number(position.id) };
    const rows = await this.database.readInAgency(agencyId, (reader) =>
      this.rowsOf.page(reader, agencyId, importId, { outcome, limit, after }),
    );
    const page = this.cursors.page(rows, limit, BY_LINE, scope, ({ line, part }) => ({
      value: line,
      id: String(part),
    }));
    return { items: page.items.map(showRow), nextCursor: page.nextCursor };
  }
}
