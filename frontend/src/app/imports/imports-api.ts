import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type { ImportResponse, ImportRowResponse } from '../core/api/models';
import type { Page } from '../core/api-words';

export type RowOutcome = ImportRowResponse['outcome'];
/** Rows have no id of their own in the API: where they stand in the file tells them apart. */
export type ImportRow = ImportRowResponse & { id: string };

const ROWS_A_PAGE = 100;

@Injectable({ providedIn: 'root' })
export class ImportsApi {
  private readonly api = inject(ApiClient);

  list(cursor: string | null, background: boolean): Promise<Page<ImportResponse>> {
    return this.api.get('/imports', { limit: 25, cursor }, background);
  }

  get(id: string, background: boolean): Promise<ImportResponse> {
    return this.api.get(`/imports/${id}`, {}, background);
  }

  async rows(
    id: string,
    outcome: RowOutcome | null,
    cursor: string | null,
    background = false,
  ): Promise<Page<ImportRow>> {
    const query = { outcome, limit: ROWS_A_PAGE, cursor };
    const page = await this.api.get<Page<ImportRowResponse>>(`/imports/${id}/rows`, query, background);
    return { ...page, items: page.items.map((row) => ({ ...row, id: idOf(row) })) };
  }

  /** Every row that was not done, page after page. */
  async problems(id: string): Promise<ImportRow[]> {
    const all: ImportRow[] = [];
    for (const outcome of ['refused', 'failed'] as const) {
      let cursor: string | null = null;
      do {
        const page: Page<ImportRow> = await this.rows(id, outcome, cursor);
        all.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
    }
    return all.sort((a, b) => a.line - b.line);
  }

  check(name: string, csv: string): Promise<ImportResponse> {
    return this.api.post('/imports', { name, csv });
  }

  start(id: string): Promise<ImportResponse> {
    return this.api.post(`/imports/${id}/start`);
  }

  cancel(id: string): Promise<ImportResponse> {
    return this.api.post(`/imports/${id}/cancel`);
  }

  remove(id: string): Promise<void> {
    return this.api.delete(`/imports/${id}`);
  }
}

const idOf = ({ line, given: { platform, profile } }: ImportRowResponse): string =>
  `${line} ${platform ?? ''} ${profile ?? ''}`;
