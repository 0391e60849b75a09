/** What consent lets us read, as the API names it; pages have words for each. */
import type { DataKind } from './descriptor.js';

export const DATA_KINDS = [
  'profile',
  'followers',
  'posts',
  'post-metrics',
  'insights',
  'offline',
] as const satisfies readonly DataKind[];
