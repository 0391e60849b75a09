/** What became of an account's posts in one sync. */
import type { Listing } from './listing-plan.js';
import type { ListingEnd } from './listing-walk.js';

export interface PostsRead {
  readonly outcome: 'ok' | 'not_granted' | 'not_supported';
  /** Null where the list did not have to be read. */
  readonly listing: (ListingEnd & { readonly planned: Listing }) | null;
  /** A post whose figures were asked for is not shown any more. */
  readonly missed: boolean;
  /** When figures of each age were last read, this sync included. */
  readonly figuresReadAt: readonly (Date | null)[];
}
