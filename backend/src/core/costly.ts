/** Marks what costs more than an answer: calls to a platform, or work for many rows. The count itself is kept in access. */
import { SetMetadata } from '@nestjs/common';

/** How many actions a request is. It is asked before the body is checked, so it must bear anything. */
export type Weigh = (body: unknown) => number;

export const COSTLY = 'rostrum:costly';

/** Counts against ACTIONS_PER_MINUTE of whoever asks; beyond it the answer is a 429 that says when. */
export const Costly = (weigh: Weigh = () => 1) => SetMetadata(COSTLY, weigh);

/** As many as the longest of these lists has entries, and at least one. */
export const byLengthOf =
  (...fields: readonly string[]): Weigh =>
  (body) => {
    const given = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
    const lengths = fields.map((field) => given[field]).map((list) => (Array.isArray(list) ? list.length : 0));
    return Math.max(1, ...lengths);
  };
