/** Rows as one statement takes them: not too many, and none of them twice. */

const BATCH = 500;

/** A list may show a post twice, pinned and in its place, while one statement writes a row once: the last word counts. */
export function distinct<T extends { readonly connectionId: string }>(
  rows: readonly T[],
  idOf: (row: T) => string,
): readonly T[] {
  return [...new Map(rows.map((row) => [`${row.connectionId} ${idOf(row)}`, row])).values()];
}

export function* batches<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += BATCH) yield rows.slice(from, from + BATCH);
}
