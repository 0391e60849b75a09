/** Who is read first, in words. */
import type { ConnectionResponse } from '../core/api/models';

export type Tier = ConnectionResponse['tier'];

export const TIERS: readonly { value: Tier; label: string; done: string }[] = [
  { value: 'priority', label: 'Read first', done: 'is read first now' },
  { value: 'standard', label: 'Read as usual', done: 'is read as usual now' },
  { value: 'economy', label: 'Read last', done: 'is read last now' },
];
