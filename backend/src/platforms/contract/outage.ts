import type { ConnectionCode } from '../../core/connection-codes.js';
import { PlatformError } from './platform-error.js';

const OUTAGES: ReadonlySet<ConnectionCode> = new Set<ConnectionCode>(['PLATFORM_UNAVAILABLE', 'SYNC_TIMEOUT']);

/** The platform was asked, and stumbled or said nothing. What was held back before that says nothing of it. */
export const isOutage = (error: unknown): boolean =>
  error instanceof PlatformError && error.held === undefined && OUTAGES.has(error.code);
