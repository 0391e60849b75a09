/** Everything an agency has sealed, sealed anew with one version of its key: in short transactions, past whoever is at work. */
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { seal } from '../../core/crypto/envelope.js';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import { DataKeys } from './data-keys.service.js';
import type { DataKey } from './data-keys.service.js';
import { RotationRepository } from './rotation.repository.js';
import type { ResealedRow, SealedRow } from './rotation.repository.js';
import { SEALED_TABLES } from './sealed-columns.js';
import type { SealedTable } from './sealed-columns.js';
import { Vault, VaultError } from './vault.service.js';
import type { VaultProblem } from './vault-error.js';

/** What could not be opened, and so not be sealed anew. */
export interface Stuck {
  readonly agencyId: string;
  readonly table: string;
  readonly problem: VaultProblem;
  readonly rows: number;
}

interface Batch {
  readonly last: string | null;
  readonly resealed: number;
  readonly problems: readonly VaultProblem[];
}

const ROWS = 100;
const PASSES = 40;
const PAUSE_MS = 100;

@Injectable()
export class Resealing {
  constructor(
    private readonly database: Database,
    private readonly rows: RotationRepository,
    private readonly keys: DataKeys,
    private readonly vault: Vault,
  ) {}

  /** Goes through again for rows that somebody held, until only those are left that do not open. */
  async all(agencyId: string): Promise<{ resealed: number; stuck: readonly Stuck[] }> {
    let resealed = 0;
    for (let pass = 1; ; pass++) {
      const stuck: Stuck[] = [];
      for (const table of SEALED_TABLES) {
        const done = await this.table(table, agencyId);
        resealed += done.resealed;
        stuck.push(...counted(agencyId, table, done.problems));
      }
      const left = await this.left(agencyId);
      if (pass >= PASSES || left <= stuck.reduce((n, { rows }) => n + rows, 0)) return { resealed, stuck };
      await pause(PAUSE_MS);
    }
  }

  private left(agencyId: string): Promise<number> {
    return this.database.asRevoker(async (tx) => {
      const { version } = await this.keys.current(tx, agencyId);
      return this.rows.left(tx, { agencyId, version });
    });
  }

  private async table(table: SealedTable, agencyId: string): Promise<Omit<Batch, 'last'>> {
    let [resealed, after]: [number, string | null] = [0, null];
    const problems: VaultProblem[] = [];
    for (;;) {
      const batch = await this.batch(table, agencyId, after);
      resealed += batch.resealed;
      problems.push(...batch.problems);
      after = batch.last;
      if (after === null) return { resealed, problems };
    }
  }

  /** The key is read, and held, once for the batch: should another run have brought a newer one, that is the one. */
  private batch(table: SealedTable, agencyId: string, after: string | null): Promise<Batch> {
    return this.database.asRevoker(async (tx) => {
      const key = await this.keys.current(tx, agencyId);
      const of = { agencyId, version: key.version };
      const taken = await this.rows.take(tx, table, of, { after, limit: ROWS });
      const problems: VaultProblem[] = [];
      const done: ResealedRow[] = [];
      for (const row of taken) {
        const outcome = await this.sealedAnew(tx, table, { agencyId, key }, row);
        if (typeof outcome === 'string') problems.push(outcome);
        else done.push(outcome);
      }
      await this.rows.put(tx, table, of, done);
      return { last: taken.at(-1)?.id ?? null, resealed: done.length, problems };
    });
  }

  /** The whole row, or why not: of a row that opens in part nothing is lost, it waits for its key. */
  private async sealedAnew(
    tx: Tx,
    { columns }: SealedTable,
    { agencyId, key }: { readonly agencyId: string; readonly key: DataKey },
    row: SealedRow,
  ): Promise<ResealedRow | VaultProblem> {
    const texts: Record<string, Buffer | null> = {};
    try {
      for (const { name, kind } of columns) {
        const of = { agencyId, ownerId: row.owner, kind };
        const old = row.texts[name] ?? null;
        const text = old && (await this.vault.open(tx, of, old));
        texts[name] = text === null ? null : seal(key.key, { ...of, keyVersion: key.version }, text);
      }
    } catch (error) {
      if (error instanceof VaultError) return error.problem;
      throw error;
    }
    return { id: row.id, texts };
  }
}

function counted(agencyId: string, { name }: SealedTable, problems: readonly VaultProblem[]): Stuck[] {
  const kinds = [...new Set(problems)];
  return kinds.map((problem) => ({
    agencyId,
    table: name,
    problem,
    rows: problems.filter((one) => one === problem).length,
  }));
}
