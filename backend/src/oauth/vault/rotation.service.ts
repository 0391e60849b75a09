/**
 * New data keys for everybody, while everything runs: a new version, everything sealed anew with it, the old version
 * deleted. Each step is short and stands by itself, so that a run that was killed is continued by the next.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { KeyRing } from '../../core/crypto/key-ring.js';
import { Database } from '../../core/database/database.service.js';
import { AppCredentials } from './app-credentials.service.js';
import { DataKeys } from './data-keys.service.js';
import { Resealing } from './resealing.service.js';
import { RotationRepository } from './rotation.repository.js';
import type { Stuck } from './resealing.service.js';

export interface Rotated {
  readonly agencies: number;
  /** Rows that were sealed anew in this run. */
  readonly resealed: number;
  readonly added: number;
  readonly deleted: number;
  /** Old versions that something still needs. */
  readonly kept: number;
  /** What did not open: it stays as it is, with its key. */
  readonly stuck: readonly Stuck[];
}

const PAGE = 100;
/** Longer than any transaction may take; see `Database`. */
const PATIENCE_MS = 20_000;
const STEP_MS = 50;

@Injectable()
export class Rotation {
  constructor(
    private readonly database: Database,
    private readonly rows: RotationRepository,
    private readonly keys: DataKeys,
    private readonly ring: KeyRing,
    private readonly resealing: Resealing,
    private readonly apps: AppCredentials,
  ) {}

  async run(): Promise<Rotated> {
    await this.database.asRevoker((tx) => this.apps.forgetUnused(tx));
    const done: Rotated[] = [];
    for (let page = await this.agencies(null); page.length > 0; page = await this.agencies(page.at(-1) ?? null)) {
      for (const agencyId of page) done.push(await this.rotate(agencyId));
    }
    return done.reduce(sum, NOTHING);
  }

  private agencies(after: string | null): Promise<readonly string[]> {
    return this.database.asRevoker((tx) => this.rows.agencies(tx, after, PAGE));
  }

  private async rotate(agencyId: string): Promise<Rotated> {
    const added = await this.begin(agencyId);
    const { resealed, stuck } = await this.resealing.all(agencyId);
    await this.readersGone();
    const { deleted, kept } = await this.forgetOld(agencyId);
    return { agencies: 1, resealed, added: added ? 1 : 0, deleted, kept, stuck };
  }

  /** No new version while an old one is left of a run that did not end, unless the ring's current key is not in use yet. */
  private begin(agencyId: string): Promise<boolean> {
    return this.database.asRevoker(async (tx) => {
      const [newest, ...older] = await this.rows.versions(tx, agencyId);
      if (older.length > 0 && newest?.ringKey === this.ring.current.name) return false;
      return this.keys.add(tx, agencyId, (newest?.version ?? 0) + 1);
    });
  }

  /** Whoever read a text before it was sealed anew may open it yet: in the same transaction, and those do not last. */
  private async readersGone(): Promise<void> {
    const since = await this.database.asRevoker((tx) => this.rows.now(tx));
    for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
      if ((await this.database.asRevoker((tx) => this.rows.olderTransactions(tx, since))) === 0) return;
      await pause(STEP_MS);
    }
  }

  private async forgetOld(agencyId: string): Promise<{ deleted: number; kept: number }> {
    const [, ...old] = await this.database.asRevoker((tx) => this.rows.versions(tx, agencyId));
    let deleted = 0;
    for (const { version } of old) deleted += (await this.forget(agencyId, version)) ? 1 : 0;
    return { deleted, kept: old.length - deleted };
  }

  /** Looks only once nobody can seal with it any more: what was sealed until then shows. */
  private forget(agencyId: string, version: number): Promise<boolean> {
    return this.database.asRevoker(async (tx) => {
      if (!(await this.rows.holdVersion(tx, { agencyId, version }))) return true;
      if ((await this.rows.needing(tx, { agencyId, version })) > 0) return false;
      await this.rows.deleteVersion(tx, { agencyId, version });
      return true;
    });
  }
}

const NOTHING: Rotated = { agencies: 0, resealed: 0, added: 0, deleted: 0, kept: 0, stuck: [] };

const sum = (a: Rotated, b: Rotated): Rotated => ({
  agencies: a.agencies + b.agencies,
  resealed: a.resealed + b.resealed,
  added: a.added + b.added,
  deleted: a.deleted + b.deleted,
  kept: a.kept + b.kept,
  stuck: [...a.stuck, ...b.stuck],
});
