/** Which ends of a sync a person should be told of, beyond what the connection itself shows. Pure. */
import { CONNECTION_CODES } from '../core/connection-codes.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import type { SyncEvent } from './connection-state.js';

/** Beside those that whoever runs the deployment has to mend. */
const TOLD: readonly ConnectionCode[] = ['PROFILE_HANDLE_REASSIGNED', 'PLATFORM_CONTRACT_CHANGED'];

/** What follows for a connection's alerts: a new one, the end of all of them, or nothing. */
export function alertAfter({
  event,
  code,
}: {
  event: SyncEvent;
  code: ConnectionCode | null;
}): 'raise' | 'heal' | null {
  if (code === null) return event === 'succeed' ? 'heal' : null;
  if (event !== 'fail') return null;
  return CONNECTION_CODES[code].retry === 'operator' || TOLD.includes(code) ? 'raise' : null;
}
