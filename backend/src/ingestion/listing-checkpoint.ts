/** Where the listing of an account's posts stands; kept in the row, so that a killed sync goes on instead of starting over. */
import { z } from 'zod';

const schema = z.object({
  cursor: z.string(),
  seen: z.number().int().nonnegative(),
  oldest: z.iso.datetime().nullable(),
  by: z.enum(['MANUAL', 'OAUTH']).default('MANUAL'),
  /** Pages until here, over all runs. */
  pages: z.number().int().nonnegative().default(0),
  /** To the end or the depth, and not only to what is known. */
  whole: z.boolean().default(true),
  /** The platform's own count when the listing began. */
  count: z.number().int().nonnegative().nullable().default(null),
});

export type ListingCheckpoint = z.infer<typeof schema>;

/** Null for what can't be read, and for a list that was read another way: its cursors mean nothing here. */
export function readCheckpoint(saved: string | null, by: ListingCheckpoint['by']): ListingCheckpoint | null {
  const known = saved === null ? undefined : schema.safeParse(parsed(saved)).data;
  return known?.by === by ? known : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
