/**
 * Whose calls a request counts as. A run's `calls` are the requests made for it alone, and one for all that it shared with
 * others: so a connection's own cost can be read from its runs, and what sharing saves shows.
 */
import type { Member } from './member.js';

/** Told after each request that was made for all of these. */
export function sharedCalls(members: readonly Member[]): () => void {
  const [only] = members;
  if (members.length === 1 && only) return () => void (only.tally.calls += 1);
  return () => {
    for (const member of members) {
      if (member.shared) continue;
      member.shared = true;
      member.tally.calls += 1;
    }
  };
}
