/**
 * A handful of rows, done and marked as done in one transaction: whoever is killed in the middle has done nothing, and
 * the next worker begins at the first row that is not marked.
 */
import { Injectable } from '@nestjs/common';
import { ConnectionIntake } from '../connections/connection-intake.service.js';
import { Clock } from '../core/clock.js';
import type { Tx } from '../core/database/database.service.js';
import { TalentIntake } from '../talents/talent-intake.service.js';
import type { RowOutcome, Verdict } from './import.js';
import { ImportStore } from './import-store.service.js';
import type { HeldImport } from './import.repository.js';
import { ImportRowRepository } from './import-row.repository.js';
import type { MarkedRow } from './import-row.repository.js';
import { ProfileReader } from './profile-reader.service.js';
import { judge } from './verdicts.js';
import type { Judged, Plan } from './verdicts.js';

export interface ChunkDone {
  readonly rows: number;
  readonly connectionIds: readonly string[];
}

type Planned = Judged & { readonly plan: Plan };

const isPlanned = (judged: Judged): judged is Planned => judged.plan !== null;

@Injectable()
export class ImportChunk {
  constructor(
    private readonly rows: ImportRowRepository,
    private readonly profiles: ProfileReader,
    private readonly store: ImportStore,
    private readonly talents: TalentIntake,
    private readonly connections: ConnectionIntake,
    private readonly clock: Clock,
  ) {}

  /** The caller holds the import, and its agency's turn. Everything is looked up anew: a dry run may be days old. */
  async run(tx: Tx, held: HeldImport, size: number): Promise<ChunkDone> {
    const pending = await this.rows.pending(tx, held.agencyId, held.id, size);
    if (pending.length === 0) return { rows: 0, connectionIds: [] };
    const read = pending.map((row) => this.profiles.read(row));
    const judged = judge(read, await this.store.surroundings(tx, held.agencyId, read));
    const planned = judged.filter(isPlanned);
    const talentIds = await this.talentsFor(tx, held, planned);
    const connectionIds = await this.connect(tx, held, planned, talentIds);
    const marks = judged.map((one) => markOf(one, talentIds, connectionIds));
    await this.mark(tx, held, marks);
    return { rows: marks.length, connectionIds: [...connectionIds.values()].filter((id) => id !== null) };
  }

  /** Gives up on the first row that is not done; true where there was one. */
  async setAside(tx: Tx, held: HeldImport): Promise<boolean> {
    const [row] = await this.rows.pending(tx, held.agencyId, held.id, 1);
    if (!row) return false;
    const text = 'Something went wrong on our side. Add this one by hand.';
    const verdict = { outcome: 'failed', code: 'INTERNAL', text, talentId: null, connectionId: null } as const;
    await this.mark(tx, held, [{ line: row.line, part: row.part, ...verdict }]);
    return true;
  }

  /** The id of everybody's talent; those who are new are made. */
  private async talentsFor(tx: Tx, { agencyId, actor }: HeldImport, planned: readonly Planned[]) {
    const fresh = planned.filter(({ plan }) => plan.talent.kind === 'new');
    const talents = fresh.map(({ row: { given } }) => {
      const { talent: name, email, tags, aliases, notes } = given;
      return { name, email, tags, aliases, notes };
    });
    const made = await this.talents.create(tx, agencyId, actor, talents);
    const byLine = new Map(fresh.map(({ row }, index) => [row.line, made[index] ?? '']));
    return new Map(planned.map((one) => [one, talentIdOf(one, byLine)]));
  }

  /** Null for a profile that somebody connected in this very moment. */
  private async connect(
    tx: Tx,
    { agencyId, actor }: HeldImport,
    planned: readonly Planned[],
    talentIds: ReadonlyMap<Judged, string>,
  ): Promise<Map<Judged, string | null>> {
    const wishes = planned.flatMap((one) => {
      const { locator, talent } = one.plan;
      const talentName = talent.kind === 'existing' ? talent.name : one.row.given.talent;
      return locator ? [{ one, locator, talentName, talentId: talentIds.get(one) ?? '' }] : [];
    });
    const ids = await this.connections.connect(tx, agencyId, actor, wishes);
    return new Map(wishes.map(({ one }, index) => [one, ids[index] ?? null]));
  }

  private async mark(tx: Tx, { agencyId, id }: HeldImport, marks: readonly MarkedRow[]): Promise<void> {
    const marked = await this.rows.mark(tx, agencyId, id, marks, this.clock.now());
    if (marked !== marks.length) throw new Error('Rows of this import changed while they were done');
  }
}

function talentIdOf({ plan, row }: Planned, byLine: ReadonlyMap<number, string>): string {
  if (plan.talent.kind === 'existing') return plan.talent.id;
  return byLine.get(plan.talent.kind === 'earlier' ? plan.talent.line : row.line) ?? '';
}

function markOf(
  one: Judged,
  talentIds: ReadonlyMap<Judged, string>,
  connectionIds: ReadonlyMap<Judged, string | null>,
): MarkedRow {
  const { line, part } = one.row;
  const place = { line, part };
  if (!one.plan) {
    const outcome: RowOutcome = one.verdict.outcome === 'known' ? 'known' : 'failed';
    return { ...place, ...one.verdict, outcome };
  }
  const talentId = talentIds.get(one) ?? null;
  const connectionId = connectionIds.get(one) ?? null;
  if (connectionIds.has(one) && connectionId === null) return { ...place, ...taken(talentId) };
  return { ...place, outcome: 'connected', code: null, text: deed(one, one.plan), talentId, connectionId };
}

const taken = (talentId: string | null): Verdict => ({
  ...{ outcome: 'known', code: 'PROFILE_DUPLICATE', text: 'Somebody else has just connected this profile.' },
  talentId,
  connectionId: null,
});

function deed({ row: { given } }: Judged, { talent, locator }: Plan): string {
  if (talent.kind === 'new') return locator ? `Added ${given.talent} with this profile.` : `Added ${given.talent}.`;
  return `Added this profile to ${talent.kind === 'existing' ? talent.name : given.talent}.`;
}
