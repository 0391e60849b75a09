/** Which rows are ticked, and how a key or a press with Shift takes along all rows between. */
export type Selection = ReadonlySet<string>;

export const NOTHING: Selection = new Set();

export function ticked(before: Selection, ids: readonly string[], on: boolean): Selection {
  const next = new Set(before);
  for (const id of ids) {
    if (on) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** All ids from one to the other, whichever stands first; only the second when the first is not on the page. */
export function between(all: readonly string[], from: string | null, to: string): readonly string[] {
  const [start, end] = [from === null ? -1 : all.indexOf(from), all.indexOf(to)];
  if (end < 0) return [];
  return start < 0 ? [to] : all.slice(Math.min(start, end), Math.max(start, end) + 1);
}
