/** Which code an error answer of the Display API stands for. The code in the envelope decides; it may come with status 200. */
import type { ConnectionCode } from '../../../core/connection-codes.js';
import { readRetryAfter } from '../../../core/http/retry-after.js';
import { PlatformError } from '../../contract/platform-error.js';
import type { WireAnswer } from '../../wire/wire-client.js';
import { envelopeSchema } from './tiktok.schema.js';

/** Error-handling page, read 2026-11. */
const BY_CODE: Readonly<Record<string, ConnectionCode>> = {
  access_token_invalid: 'AUTH_RECONNECT_REQUIRED',
  scope_not_authorized: 'SCOPE_MISSING',
  scope_permission_missed: 'SCOPE_MISSING',
  rate_limit_exceeded: 'RATE_LIMITED',
  internal_error: 'PLATFORM_UNAVAILABLE',
};

const BY_HTTP: Readonly<Record<number, ConnectionCode>> = {
  401: 'AUTH_RECONNECT_REQUIRED',
  403: 'PLATFORM_POLICY_BLOCKED',
  429: 'RATE_LIMITED',
};

/** Windows slide over a minute, and no header tells the time that is left. */
const WAIT_MS = 60_000;

/** `ok`, an error's code, or empty where the answer has no envelope. */
export function outcomeOf({ body }: Pick<WireAnswer, 'body'>): string {
  const parsed = envelopeSchema.safeParse(body);
  if (!parsed.success) return '';
  const { code } = parsed.data.error;
  return typeof code === 'string' || typeof code === 'number' ? String(code) : '';
}

/** The error that an answer stands for whose outcome is not `ok`. */
export function tiktokError(answer: WireAnswer, where: string, now: Date): PlatformError {
  const outcome = outcomeOf(answer);
  const byStatus = BY_HTTP[answer.status] ?? (answer.status >= 500 ? 'PLATFORM_UNAVAILABLE' : null);
  const code = BY_CODE[outcome] ?? byStatus ?? 'PLATFORM_CONTRACT_CHANGED';
  const note = `${where}: ${answer.status} ${/^\w{1,40}$/.test(outcome) ? outcome : ''}`.trim();
  const told = readRetryAfter(answer.headers['retry-after'], now);
  if (code === 'RATE_LIMITED')
    return new PlatformError(code, { note, retryAt: told ?? new Date(now.getTime() + WAIT_MS) });
  return new PlatformError(code, { note, ...(told && code === 'PLATFORM_UNAVAILABLE' ? { retryAt: told } : {}) });
}
