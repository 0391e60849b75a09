/** Somebody at an agency who imports files over HTTP, and a worker that does them step by step. */
import type { Test as Request } from 'supertest';
import type { ImportResponse, ImportRowResponse } from '../../backend/src/imports/dto/import.responses.js';
import { ImportEndings } from '../../backend/src/imports/import-endings.service.js';
import { ImportRunner } from '../../backend/src/imports/import-runner.service.js';
import { aConnection, anAgency, aStaffMember } from '../factories/rows.js';
import type { Rows, StaffMember } from '../factories/rows.js';
import type { Caller, TestApi } from './api.js';
import type { Network } from './network.js';
import { settingsFor } from './settings.js';
import { aStillWorker } from './worker.js';

const IMPORTS = '/api/v1/imports';

export const HEADER = 'talent,email,tags,aliases,notes,platform,profile\n';

/** So many talents with one profile each. */
export const people = (count: number, prefix = 'person') =>
  HEADER +
  Array.from(
    { length: count },
    (_, i) => `${prefix} ${i},${prefix}-${i}@example.com,music;pop,,,bluesky,${prefix}-${i}.bsky.social\n`,
  ).join('');

export class ImportDesk {
  private constructor(
    readonly call: Caller,
    readonly staff: StaffMember,
    private readonly table: Rows,
  ) {}

  static async open(api: TestApi): Promise<ImportDesk> {
    const { id } = await anAgency(api.rows);
    const staff = await aStaffMember(api.rows, id, { role: 'manager' });
    return new ImportDesk(await api.signIn(staff), staff, api.rows);
  }

  get agencyId(): string {
    return this.staff.agencyId;
  }

  /** Unanswered yet: expect something of it. */
  ask(csv: string, name = 'roster.csv'): Request {
    return this.call('post', IMPORTS).send({ name, csv });
  }

  async check(csv: string): Promise<ImportResponse> {
    return (await this.ask(csv).expect(201)).body as ImportResponse;
  }

  /** `start`, `cancel`: unanswered yet. */
  tell(id: string, what: 'start' | 'cancel'): Request {
    return this.call('post', `${IMPORTS}/${id}/${what}`);
  }

  async begin(csv: string): Promise<ImportResponse> {
    const { id } = await this.check(csv);
    return (await this.tell(id, 'start').expect(202)).body as ImportResponse;
  }

  remove(id: string): Request {
    return this.call('delete', `${IMPORTS}/${id}`);
  }

  async see(id: string): Promise<ImportResponse> {
    return (await this.call('get', `${IMPORTS}/${id}`).expect(200)).body as ImportResponse;
  }

  async count(table: 'talent' | 'social_connection' | 'import_row'): Promise<number> {
    const sql = `SELECT count(*)::int AS n FROM ${table} WHERE agency_id = $1`;
    return (await this.table.query<{ n: number }>(sql, [this.agencyId])).rows[0]?.n ?? 0;
  }

  /** How many talents and connections there are. */
  async made(): Promise<[number, number]> {
    return [await this.count('talent'), await this.count('social_connection')];
  }

  /** A connection that is READY, and due again some time. */
  async connected(talentId: string, handle: string): Promise<string> {
    const id = await aConnection(this.table, this.agencyId, talentId, { handle });
    const sql = `UPDATE connection_sync SET next_sync_at = now() + interval '1 hour' WHERE connection_id = $1`;
    await this.table.query(sql, [id]);
    return id;
  }

  /** All of them, page by page. */
  async rows(id: string, limit = 100): Promise<ImportRowResponse[]> {
    const all: ImportRowResponse[] = [];
    let cursor: string | null = null;
    do {
      const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const answer = await this.call('get', `${IMPORTS}/${id}/rows?limit=${limit}${next}`).expect(200);
      const page = answer.body as { items: ImportRowResponse[]; nextCursor: string | null };
      all.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return all;
  }
}

/** A worker whose clockwork stands still: it does what a test says, and nothing else. */
export interface ImportEngine {
  readonly runner: ImportRunner;
  readonly endings: ImportEndings;
  /** Does what was started, to its end. */
  runAll(): Promise<void>;
  close(): Promise<void>;
}

export async function anImportEngine(network: Pick<Network, 'url'>): Promise<ImportEngine> {
  const module = await aStillWorker(settingsFor(network));
  const runner = module.get(ImportRunner, { strict: false });
  return {
    runner,
    endings: module.get(ImportEndings, { strict: false }),
    runAll: async () => {
      for (let held = await runner.claim(); held !== null; held = await runner.claim()) {
        while ((await runner.step(held)) === 'more');
      }
    },
    close: () => module.close(),
  };
}
