/** Which causes need a hand, in which words and in which order. Pure. */
import { CONNECTION_CODES, describeCode } from '../core/connection-codes.js';
import type { ConnectionCode, PlatformWords, RetryClass } from '../core/connection-codes.js';
import type { Deed } from './dto/attention.response.js';

export interface CauseFacts {
  readonly text: string;
  readonly action: string;
  readonly retry: RetryClass;
  readonly deed: Deed;
}

export const HEALS = 'HEALS_BY_ITSELF';

/** Causes that are no single code. */
const OWN_CAUSES: Readonly<Record<string, CauseFacts>> = {
  CLAIMED: {
    text: 'Another talent signed in to this account.',
    action: 'Find out whose it is: move it, or disconnect it and send that talent their link again.',
    retry: 'user',
    deed: 'open',
  },
  STRIKES: {
    text: 'Not found when we last looked.',
    action: 'Check the handle with the talent. Three misses over a day make it an error.',
    retry: 'user',
    deed: 'open',
  },
  PAUSED_LONG: {
    text: 'Paused for more than a week.',
    action: 'Resume it, or disconnect what is no longer needed.',
    retry: 'user',
    deed: 'resume',
  },
  [HEALS]: {
    text: 'These come back by themselves.',
    action: 'Nothing to do: they are tried again, and earlier data stays.',
    retry: 'auto',
    deed: 'none',
  },
};

const selfHealing = (retry: RetryClass): boolean => retry === 'auto' || retry === 'when-told';

export const HEALING_CODES = (Object.keys(CONNECTION_CODES) as ConnectionCode[]).filter((code) =>
  selfHealing(CONNECTION_CODES[code].retry),
);

export function causeFacts(cause: string, platform: PlatformWords | null): CauseFacts {
  const own = OWN_CAUSES[cause];
  if (own) return own;
  const code = cause in CONNECTION_CODES ? (cause as ConnectionCode) : 'SYNC_INTERNAL';
  return { ...(platform ? describeCode(code, platform) : describeAnywhere(code)), deed: deedFor(code) };
}

/** The code's sentences where a group is spread over several platforms, and none of them may be named. */
function describeAnywhere(code: ConnectionCode): Omit<CauseFacts, 'deed'> {
  const { text, action, retry } = CONNECTION_CODES[code];
  const unnamed = (sentence: string) =>
    sentence
      .replaceAll(/\{platform\} (?=(?:profile|account|handle|quota|credits|key)\b)/g, '')
      .replaceAll(/^\{platform\}|(?<=[.:] )\{platform\}/g, 'The platform')
      .replaceAll('{platform}', 'the platform');
  return { text: unnamed(text), action: unnamed(action), retry };
}

/** Only the talent's consent brings these back. */
const CONSENT_ENDED: readonly ConnectionCode[] = ['AUTH_RECONNECT_REQUIRED', 'AUTH_REVOKED', 'SCOPE_MISSING'];

/** A retry is offered only where it can change something. */
function deedFor(code: ConnectionCode): Deed {
  const { retry } = CONNECTION_CODES[code];
  if (selfHealing(retry)) return 'none';
  if (retry !== 'user') return 'open';
  if (CONSENT_ENDED.includes(code)) return 'reconnect';
  return code.startsWith('PROFILE_') || code === 'ACCOUNT_NOT_ELIGIBLE' || code === 'AUTH_CHECKPOINT'
    ? 'retry'
    : 'connect';
}

/** What a colleague can mend comes first, then what stops everybody, then what wants a look; pauses are quiet, healing is last. */
export function gravity(cause: string): number {
  if (cause === HEALS) return 4;
  if (cause === 'PAUSED_LONG') return 3;
  const { retry } = causeFacts(cause, null);
  return retry === 'user' ? 0 : retry === 'operator' ? 1 : 2;
}
