/** What went wrong, in the talent's words, and the one thing to do next. The API's own sentences speak to staff. */
import type { Problem } from '../core/problem';
import type { Words } from './words/en';

interface About {
  readonly platform: string;
  readonly agency: string;
}

type Say = (words: Words['problems'], about: About, all: Words) => string;

const BY_CODE: Record<string, Say> = {
  UNREACHABLE: (w) => w.away,
  TOO_MANY_REQUESTS: (w) => w.tooMany,
  ACCOUNT_NOT_ELIGIBLE: (w, { platform }) => w.notEligible(platform),
  PROFILE_PRIVATE: (w, { platform }) => w.notEligible(platform),
  PROFILE_DUPLICATE: (w, { platform }) => w.already(platform),
  CONSENT_LINK_USED: (w, { platform }) => w.already(platform),
  CONSENT_LINK_EXPIRED: (w) => w.linkEnded,
  CONSENT_WRONG_ACCOUNT: (_, __, { done }) => done.wrongBare,
  CONSENT_DECLINED: (_, { platform }, { done }) => done.declinedLead(platform),
  CONSENT_STATE_INVALID: (w) => w.state,
  CONSENT_PARTIAL_SCOPES: (w) => w.nothingAllowed,
  SCOPE_MISSING: (w) => w.nothingAllowed,
  AUTH_CHECKPOINT: (w, { platform }) => w.checkpoint(platform),
  PLATFORM_UNAVAILABLE: (w, { platform }) => w.platformAway(platform),
  SYNC_TIMEOUT: (w, { platform }) => w.platformAway(platform),
  RATE_LIMITED: (w, { platform }) => w.platformAway(platform),
  QUOTA_EXHAUSTED: (w, { platform }) => w.platformAway(platform),
  PLATFORM_CONTRACT_CHANGED: (w, { platform }) => w.platformAway(platform),
  APP_CREDENTIALS_INVALID: (w, { platform, agency }) => w.notSetUp(platform, agency),
  APP_REVIEW_REQUIRED: (w, { platform, agency }) => w.notSetUp(platform, agency),
  PLATFORM_POLICY_BLOCKED: (w, { platform, agency }) => w.notSetUp(platform, agency),
};

export function codeWords(code: string | null, words: Words, about: About): string {
  const say = code ? BY_CODE[code] : undefined;
  return (say ?? ((w: Words['problems']) => w.unknown))(words.problems, about, words);
}

export function problemWords(problem: Problem, words: Words, about: About): string {
  if (problem.openAt) return words.problems.elsewhere(about.platform, problem.openAt);
  return codeWords(problem.connectionCode ?? problem.code, words, about);
}
