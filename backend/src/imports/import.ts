/** An import as this module thinks of it. */
export const IMPORT_STATUSES = ['checked', 'running', 'done', 'cancelled'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

export const ROW_OUTCOMES = ['ready', 'refused', 'known', 'connected', 'failed'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** What one line of the file says of one talent and one profile (or of a talent alone). */
export interface GivenRow {
  readonly talent: string;
  readonly email: string | null;
  readonly tags: readonly string[];
  readonly aliases: readonly string[];
  readonly notes: string | null;
  /** As it was written, or the id of the platform whose column it stood in. */
  readonly platform: string | null;
  readonly profile: string | null;
}

export interface ImportRecord {
  readonly id: string;
  readonly name: string;
  readonly status: ImportStatus;
  readonly rows: number;
  readonly unused: readonly string[];
  readonly actorName: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly counts: Readonly<Partial<Record<RowOutcome, number>>>;
}

/** What was found out about a row: what would become of it, or what became of it. */
export interface Verdict {
  readonly outcome: RowOutcome;
  readonly code: string | null;
  readonly text: string | null;
  readonly talentId: string | null;
  readonly connectionId: string | null;
}

export interface ImportRowRecord extends Verdict {
  /** Where it begins in the file; a line with several profiles is several rows, told apart by `part`. */
  readonly line: number;
  readonly part: number;
  readonly given: GivenRow;
  readonly doneAt: Date | null;
}
