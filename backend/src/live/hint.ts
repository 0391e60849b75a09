/** What travels between processes and to consoles: which things of which agency moved. Ids alone, never content. */
import { z } from 'zod';
import type { AgencyHint } from '../core/events.js';

/** So many ids are worth naming; beyond, a hint names none, and everything may have moved. */
export const IDS_PER_HINT = 200;

/** One channel a deployment: its processes share a database of Redis, but channels know no databases. */
export const channelOf = (database: number): string => `rostrum:${String(database)}:hints`;

const ON_THE_WIRE = z.strictObject({
  agencyId: z.uuid(),
  kind: z.enum(['connections', 'imports', 'invitations']),
  ids: z.array(z.uuid()).max(IDS_PER_HINT),
});

export const encodeHint = ({ agencyId, kind, ids }: AgencyHint): string => JSON.stringify({ agencyId, kind, ids });

/** Null for whatever is no hint of ours. */
export function decodeHint(message: string): AgencyHint | null {
  try {
    return ON_THE_WIRE.parse(JSON.parse(message));
  } catch {
    return null;
  }
}

/** As a `text/event-stream` says it. */
export const asEvent = ({ kind, ids }: AgencyHint): string => `event: ${kind}\ndata: ${JSON.stringify({ ids })}\n\n`;
