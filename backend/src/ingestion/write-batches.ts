/** Rows as one statement takes them: not too many, and none of them twice. */
import { chunked } from '../core/chunked.js';

/** Planning one statement costs as much as writing dozens of rows. */
const BATCH = 1_000;

/** A list may show a post twice, pinned and in its place, while one statement writes a row once: the last word counts. */
export function distinct<T extends { readonly connectionId: string }>(
  rows: readonly T[],
  idOf: (row: T) => string,
): readonly T[] {
  return [...new Map(rows.map((row) => [`${row.connectionId} ${idOf(row)}`, row])).values()];
}

export const batches = <T>(rows: readonly T[]): readonly T[][] => chunked(rows, BATCH);
