/** The row a day of a history in which nothing moved. */

/** A little less than a day: what is read once a day, at times a little early, is noted each time. */
export const HEARTBEAT_HOURS = 23;
const HEARTBEAT_MS = HEARTBEAT_HOURS * 3600_000;

export type Moments = readonly { readonly readAt: Date }[];

/** Around when rows were read: what is looked for between moments that are told is looked for in their months alone. */
export function heartbeatSpan(rows: Moments): { readonly since: Date; readonly until: Date } {
  const times = rows.map((row) => row.readAt.getTime());
  return { since: new Date(Math.min(...times) - HEARTBEAT_MS), until: new Date(Math.max(...times) + HEARTBEAT_MS) };
}
