/** Which claimed connections are read together. Pure. */
import type { Claim, Lease } from '../connections/connection-sync.service.js';
import { chunked } from '../core/chunked.js';

/** Claims that one job reads: of one platform, and either all waited for or none. */
export interface Group {
  readonly platform: string;
  readonly leases: readonly Lease[];
  /** People wait for these: they go first, and past a platform's share. */
  readonly urgent: boolean;
}

/** What is known of how a platform is read. */
interface Reading {
  /** Most accounts that one call reads. */
  readonly batch: number;
  /** Whose keys a public read is made with; those who share them can share a call. */
  readonly credential: string;
}

/** Figures of so many accounts' posts fill their calls, and so few are read again when a worker is lost. */
const MOST = 500;
/** Who waits is read in smaller groups, so that several workers share a long queue of them. */
const MOST_URGENT = 100;

/** The most connections of one group: full calls, as many as fit. */
export function groupSize(batch: number, urgent = false): number {
  if (batch <= 1) return 1;
  return Math.max(batch, Math.floor((urgent ? MOST_URGENT : MOST) / batch) * batch);
}

/** In the order of the claims, urgent ones first. Whoever is read by consent is read alone, and so is a suspect. */
export function groupsOf(claims: readonly Claim[], readingOf: (claim: Claim) => Reading): Group[] {
  const groups: Group[] = [];
  for (const alike of Map.groupBy(claims, (claim) => keyOf(claim, readingOf(claim))).values()) {
    const [first] = alike;
    if (!first) continue;
    const urgent = first.lane === 'interactive';
    const size = groupSize(first.consented || first.suspect ? 1 : readingOf(first).batch, urgent);
    for (const some of chunked(alike, size))
      groups.push({ platform: first.platform, leases: some.map(toLease), urgent });
  }
  return groups.sort((a, b) => Number(b.urgent) - Number(a.urgent));
}

function keyOf({ platform, lane, consented, suspect }: Claim, { credential }: Reading): string {
  return [platform, lane === 'interactive', suspect, consented, consented ? '' : credential].join('|');
}

const toLease = ({ agencyId, connectionId, token }: Claim): Lease => ({ agencyId, connectionId, token });
