/**
 * Calls that belong together. The first asks for room for all of them, and waits for its turn; those that follow in the same
 * limit go on with it. Where the first is held back, they are held back with it: none is made in vain.
 */
import type { CallDescription } from './budget.js';
import { keyOf } from './budget-window.js';

/**
 * How much of what is kept for people who wait a call may take, so that what was begun comes to its end: a list that is held
 * back was begun with a profile, and posts that are not looked up have their whole list read once more.
 */
const REACH = { profiles: 0, figures: 0, lists: 0.25, posts: 0.5 } as const;

type Ask = (call: CallDescription) => Promise<void>;
/** Rejects as `ask` does. */
export type Admit = (call: CallDescription, ask: Ask) => Promise<void>;

/** Of a call that belongs to no others. */
export const alone: Admit = (call, ask) => ask(call);

export class Admission {
  private first: { readonly kind: string; readonly granted: Promise<void> } | null = null;

  /** `calls`: about how many it will take. */
  constructor(private readonly calls: number) {}

  /** For calls that read such things. */
  for(what: keyof typeof REACH): Admit {
    return async (call, ask) => {
      const kind = `${keyOf(call)}|${call.lane}`;
      if (this.first === null) {
        const granted = ask({ ...call, need: call.units * this.calls });
        this.first = { kind, granted };
        return granted;
      }
      if (this.first.kind !== kind) return ask(call);
      await this.first.granted;
      return ask({ ...call, begun: REACH[what] });
    };
  }
}
