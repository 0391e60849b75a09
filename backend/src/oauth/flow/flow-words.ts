/** What a talent is told of an authorization: what happened, and what to do next. Their words, not our staff's. */
import { CONNECTION_CODES } from '../../core/connection-codes.js';
import type { ConnectionCode, PlatformWords } from '../../core/connection-codes.js';
import type { DataKind } from '../../platforms/contract/descriptor.js';
import type { Choice, FlowOutcome } from './dto/flow.responses.js';

export interface Told {
  readonly text: string;
  readonly action: string;
}

export interface WhatHappened {
  readonly outcome: FlowOutcome | null;
  readonly code: ConnectionCode | null;
  readonly why: Choice | null;
  readonly signedInAs: string | null;
  readonly expected: string | null;
  readonly missing: readonly DataKind[];
  /** The platform can be told to ask for another account. */
  readonly switches: boolean;
  /** Why the account cannot be used, in the platform's own words. */
  readonly reason: string | null;
}

const KINDS: Readonly<Record<DataKind, string>> = {
  profile: 'your profile',
  followers: 'how many follow you',
  posts: 'your posts',
  'post-metrics': 'views, likes and comments',
  insights: 'statistics that only you see',
  offline: 'reading while you are away',
};

const listed = (kinds: readonly DataKind[]): string => kinds.map((kind) => KINDS[kind]).join(', ');

const CHOICE: Readonly<Record<Choice, (platform: string) => Told>> = {
  several: (platform) => ({
    text: `Your sign-in opens several ${platform} accounts.`,
    action: 'Choose the one that your agency is to read.',
  }),
  'not-matched': (platform) => ({
    text: `Nothing that ${platform} tells us shows whether this is the account that was meant.`,
    action: 'Look at it, then say whether it is yours.',
  }),
  'by-handle': () => ({
    text: 'Your agency reads a public profile of this name already.',
    action: 'Say whether it is this very account; what was read before then stays with it.',
  }),
};

/** Nothing was stored in any of these. */
const FAILURES: Readonly<Partial<Record<ConnectionCode, (platform: string) => Told>>> = {
  CONSENT_STATE_INVALID: (platform) => ({
    text: `The answer from ${platform} did not fit what was asked, so it was not used.`,
    action: 'Start again from your page, in the same browser.',
  }),
  CONSENT_LINK_USED: (platform) => ({
    text: `${platform} was connected by this link already.`,
    action: 'Ask your agency for a new link if that was not you.',
  }),
  CONSENT_LINK_EXPIRED: () => ({
    text: 'The link that you came by works no more. Nothing was connected.',
    action: 'Ask your agency for a new link.',
  }),
  ACCOUNT_NOT_ELIGIBLE: (platform) => ({
    text: `This ${platform} account cannot be read.`,
    action: 'Start again with another account, or ask your agency what is needed.',
  }),
};

const OPERATOR = (platform: string): Told => ({
  text: `${platform} did not accept your agency’s app. That is nothing that you did.`,
  action: 'Tell your agency; they have to mend it before you can connect.',
});
const AWAY = (platform: string): Told => ({
  text: `${platform} did not answer properly. Nothing was connected.`,
  action: 'Wait a moment, then start again.',
});

export function failureWords(code: ConnectionCode, platform: PlatformWords, reason: string | null = null): Told {
  const own = FAILURES[code]?.(platform.name);
  if (own) return reason === null ? own : { ...own, text: reason };
  return CONNECTION_CODES[code].retry === 'operator' ? OPERATOR(platform.name) : AWAY(platform.name);
}

/** While the talent is at the platform, and while we look at what they brought. */
const UNDER_WAY: Told = { text: 'The sign-in is not finished yet.', action: 'Finish it at the platform.' };

export function flowWords(what: WhatHappened, platform: PlatformWords): Told {
  const { name } = platform;
  switch (what.outcome) {
    case null:
      return UNDER_WAY;
    case 'connected':
      return connectedWords(name, what.missing);
    case 'choose':
      return CHOICE[what.why ?? 'several'](name);
    case 'declined':
      return declinedWords(name, what);
    case 'wrong-account':
      return wrongWords(name, what);
    case 'conflict':
      return {
        text: `This ${name} account is connected to somebody else at your agency. Nothing was stored.`,
        action: 'Your agency has been told, and settles it.',
      };
    case 'expired':
      return {
        text: 'This sign-in took too long and is over. Nothing was connected.',
        action: 'Start again from your page.',
      };
    case 'failed':
      return failureWords(what.code ?? 'SYNC_INTERNAL', platform, what.reason);
  }
}

function connectedWords(name: string, missing: readonly DataKind[]): Told {
  const text = `${name} is connected.`;
  if (missing.length === 0) return { text, action: 'You can close this page.' };
  return {
    text: `${text} You did not allow: ${listed(missing)}.`,
    action: 'Leave it so, or allow the rest with one tap.',
  };
}

function declinedWords(name: string, { code, missing }: WhatHappened): Told {
  if (code === 'CONSENT_PARTIAL_SCOPES')
    return {
      text: `Nothing was connected: without ${listed(missing) || 'what was asked'}, ${name} lets us read nothing.`,
      action: 'Start again and leave it ticked, or leave it at that.',
    };
  return { text: `You said no at ${name}. Nothing was connected.`, action: 'If that was a mistake, start again.' };
}

function wrongWords(name: string, { signedInAs, expected, switches }: WhatHappened): Told {
  const as = signedInAs === null ? `another ${name} account` : `@${signedInAs}`;
  const meant = expected === null ? 'the account that was connected before' : `@${expected}`;
  return {
    text: `You signed in as ${as} — this link is for ${meant}. Nothing was stored.`,
    action: switches
      ? `Start again: ${name} then asks for another account.`
      : `Switch accounts at ${name}, or sign out there, then start again.`,
  };
}
