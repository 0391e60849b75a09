/** What came of a sign-in at a platform, in words: a heading, a sentence, and what to do next. */
import type { Flow } from '../core/api/models';
import { accountName } from '../core/account-name';
import { codeWords } from './problem-words';
import type { Words } from './words/en';

export interface FlowWords {
  readonly title: string;
  readonly lead: string;
  /** The way on, besides going back: the same again, or with another account. */
  readonly again: 'same' | 'switch' | null;
  /** `note`: that is how it is, and going back is the way on. */
  readonly tone: 'good' | 'care' | 'note' | 'busy';
}

type Say = (flow: Flow, words: Words, agency: string) => FlowWords;

const connected: Say = ({ platformName, connection }, { done }) => ({
  title: done.connected(platformName),
  lead: done.connectedLead(connection ? accountName(connection.handle) : platformName),
  again: null,
  tone: 'good',
});

const choose: Say = ({ why, platformName }, { done }) => {
  if (why === 'several') return { title: done.which, lead: done.whichLead(platformName), again: null, tone: 'busy' };
  const lead = why === 'by-handle' ? done.byHandle : done.notMatched(platformName);
  return { title: done.isThisYou, lead, again: null, tone: 'busy' };
};

const wrongAccount: Say = ({ signedInAs, expected, platformName }, { done }) => {
  const who = signedInAs && expected ? done.wrongLead(accountName(signedInAs), accountName(expected)) : done.wrongBare;
  return { title: done.wrong, lead: `${who} ${done.switchTip(platformName)}`, again: 'switch', tone: 'care' };
};

const failed: Say = ({ code, platformName }, words, agency) => ({
  title: words.done.failed,
  lead: codeWords(code, words, { platform: platformName, agency }),
  again: 'same',
  tone: 'care',
});

const BY_OUTCOME: Record<NonNullable<Flow['outcome']>, Say> = {
  connected,
  choose,
  declined: ({ platformName }, { done }) => ({
    title: done.declined,
    lead: done.declinedLead(platformName),
    again: 'same',
    tone: 'note',
  }),
  'wrong-account': wrongAccount,
  conflict: (_, { done }, agency) => ({
    title: done.conflict,
    lead: done.conflictLead(agency),
    again: 'switch',
    tone: 'note',
  }),
  failed,
  expired: (_, { done }) => ({ title: done.expired, lead: done.expiredLead, again: 'same', tone: 'care' }),
};

export function flowWords(flow: Flow, words: Words, agency: string, slow: boolean): FlowWords {
  const { done, problems } = words;
  if (flow.outcome) return BY_OUTCOME[flow.outcome](flow, words, agency);
  if (flow.state === 'waiting') return { title: done.failed, lead: problems.state, again: 'same', tone: 'care' };
  const lead = slow ? done.workingLong : done.workingLead;
  return { title: done.working(flow.platformName), lead, again: null, tone: 'busy' };
}
