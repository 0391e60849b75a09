/** Why a look-up, consent or sync ended as it did. A closed list: adapters may raise only these, and each says what to do. */

/**
 * `no`: the same call would fail again. `user`: a person has to act. `operator`: the deployment's owner has to act.
 * `auto`: transient, the engine tries again and counts the try. `when-told`: the platform named (or implies) a time; no try is used.
 */
export type RetryClass = 'no' | 'user' | 'operator' | 'auto' | 'when-told';

export interface CodeFacts {
  readonly retry: RetryClass;
  /** What happened, in words a talent manager understands. `{platform}` is replaced by the platform's name. */
  readonly text: string;
  /** What to do next. */
  readonly action: string;
}

const code = (retry: RetryClass, text: string, action: string): CodeFacts => ({ retry, text, action });

export const CONNECTION_CODES = {
  INPUT_NOT_A_PROFILE: code(
    'no',
    'This is not a profile link.',
    'Paste the link of the profile itself, or its @handle.',
  ),
  INPUT_PLATFORM_UNSUPPORTED: code(
    'no',
    'Rostrum cannot read this network yet.',
    'Choose a profile on one of the supported networks.',
  ),
  INPUT_INVALID_HANDLE: code('no', 'This is not a valid {platform} handle.', 'Check the spelling and try again.'),
  PROFILE_NOT_FOUND: code(
    'user',
    '{platform} knows no profile with this name.',
    'Check the handle with the talent, then retry.',
  ),
  PROFILE_PRIVATE: code(
    'user',
    'This {platform} profile is private.',
    'Ask the talent to make it public, or send a consent link.',
  ),
  PROFILE_DELETED: code(
    'user',
    'The owner has deactivated or deleted this {platform} profile.',
    'Ask the talent whether it will return; otherwise disconnect it.',
  ),
  PROFILE_SUSPENDED: code(
    'user',
    '{platform} has suspended this profile.',
    'Ask the talent to settle it with {platform}; we look again now and then.',
  ),
  PROFILE_DUPLICATE: code('no', 'This {platform} profile is already connected.', 'Open the existing connection.'),
  PROFILE_HANDLE_REASSIGNED: code(
    'no',
    'This handle now belongs to another {platform} account.',
    'Check which account is the talent’s and connect that one.',
  ),
  CONSENT_DECLINED: code('user', 'The talent declined the request.', 'Talk to the talent, then send a new link.'),
  CONSENT_LINK_EXPIRED: code('user', 'The consent link has expired.', 'Send a new link.'),
  CONSENT_LINK_USED: code('user', 'The consent link was already used.', 'Send a new link if it is still needed.'),
  CONSENT_STATE_INVALID: code('user', 'The sign-in could not be matched to its request.', 'Start again from the link.'),
  CONSENT_WRONG_ACCOUNT: code(
    'user',
    'The talent signed in to another {platform} account.',
    'Ask the talent to switch accounts and try again.',
  ),
  CONSENT_PARTIAL_SCOPES: code(
    'user',
    'The talent allowed only part of what was asked.',
    'Send a link to allow the rest.',
  ),
  ACCOUNT_NOT_ELIGIBLE: code(
    'user',
    'This {platform} account cannot be read this way.',
    'See the platform’s eligibility note.',
  ),
  AUTH_RECONNECT_REQUIRED: code(
    'user',
    '{platform} ended our access. Data shown is from before.',
    'Send the talent a reconnect link.',
  ),
  AUTH_REVOKED: code(
    'user',
    'The talent withdrew access at {platform}.',
    'Ask the talent, then send a reconnect link.',
  ),
  AUTH_CHECKPOINT: code(
    'user',
    '{platform} asks the talent to confirm their account first.',
    'Ask the talent to sign in at {platform}, then retry.',
  ),
  SCOPE_MISSING: code('user', 'The talent did not allow this data.', 'Send a link to allow it.'),
  APP_CREDENTIALS_INVALID: code(
    'operator',
    '{platform} refused Rostrum’s own credentials.',
    'Tell whoever runs Rostrum to check the {platform} key.',
  ),
  APP_REVIEW_REQUIRED: code(
    'operator',
    '{platform} has not approved Rostrum for this data.',
    'Tell whoever runs Rostrum to finish the app review.',
  ),
  APP_CREDITS_EXHAUSTED: code(
    'operator',
    'The paid {platform} credits are used up.',
    'Tell whoever runs Rostrum to top them up.',
  ),
  PLATFORM_VERSION_SUNSET: code(
    'operator',
    '{platform} has switched off the interface that Rostrum uses.',
    'Tell whoever runs Rostrum to update it.',
  ),
  PLATFORM_POLICY_BLOCKED: code(
    'operator',
    '{platform} blocks these calls by its policy.',
    'Tell whoever runs Rostrum.',
  ),
  RATE_LIMITED: code('when-told', '{platform} asked us to slow down.', 'Nothing to do: it resumes by itself.'),
  QUOTA_EXHAUSTED: code(
    'when-told',
    'Today’s {platform} quota is used up.',
    'Nothing to do: it resumes when the quota resets.',
  ),
  PLATFORM_UNAVAILABLE: code(
    'auto',
    '{platform} is not answering properly.',
    'It is tried again by itself; retry if it is urgent.',
  ),
  SYNC_TIMEOUT: code(
    'auto',
    '{platform} took too long to answer.',
    'It is tried again by itself; retry if it is urgent.',
  ),
  WORKER_LOST: code('auto', 'The sync was interrupted.', 'It is tried again by itself.'),
  SYNC_INTERNAL: code(
    'auto',
    'Something went wrong on our side.',
    'It is tried again by itself; if it stays, tell whoever runs Rostrum.',
  ),
  PLATFORM_CONTRACT_CHANGED: code(
    'no',
    '{platform} answered in a form that Rostrum does not know.',
    'Tell whoever runs Rostrum; earlier data stays.',
  ),
  DATA_NOT_AVAILABLE_YET: code(
    'auto',
    '{platform} has not published this data yet.',
    'Nothing to do: it is read again later.',
  ),
  PARTIAL_SYNC: code('auto', 'Part of the data could not be read.', 'It is tried again by itself; earlier data stays.'),
  DATA_INVALID: code(
    'auto',
    '{platform} sent values that cannot be right.',
    'Earlier data stays; it is read again later.',
  ),
} as const satisfies Record<string, CodeFacts>;

export type ConnectionCode = keyof typeof CONNECTION_CODES;

/** What is said instead of the table's sentences, where a platform's own answer means less or more than the code does. */
export type CodeWords = Readonly<Partial<Record<ConnectionCode, { readonly text: string; readonly action: string }>>>;

/** How to speak of a platform. */
export interface PlatformWords {
  readonly name: string;
  readonly words?: CodeWords | undefined;
}

/** The sentence for a code with the platform named; the platform's own words where it has some. */
export function describeCode(
  connectionCode: ConnectionCode,
  platform: PlatformWords,
): { text: string; action: string; retry: RetryClass } {
  const { text, action } = platform.words?.[connectionCode] ?? CONNECTION_CODES[connectionCode];
  const name = (sentence: string) => sentence.replaceAll('{platform}', platform.name);
  return { text: name(text), action: name(action), retry: CONNECTION_CODES[connectionCode].retry };
}
