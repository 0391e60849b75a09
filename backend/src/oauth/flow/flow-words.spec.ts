import { CONNECTION_CODES } from '../../core/connection-codes.js';
import type { ConnectionCode } from '../../core/connection-codes.js';
import { CHOICES, FLOW_OUTCOMES } from './dto/flow.responses.js';
import { flowWords } from './flow-words.js';
import type { WhatHappened } from './flow-words.js';

const PLATFORM = { name: 'Network' };
const nothing: WhatHappened = {
  outcome: null,
  code: null,
  why: null,
  signedInAs: null,
  expected: null,
  missing: [],
  switches: true,
  reason: null,
};
const told = (change: Partial<WhatHappened>) => flowWords({ ...nothing, ...change }, PLATFORM);

describe('what a talent is told', () => {
  it.each([null, ...FLOW_OUTCOMES])('of the outcome %s is what happened and what to do', (outcome) => {
    const { text, action } = told({ outcome });
    expect([text, action].every((words) => /^[A-Z].*[.]$/.test(words))).toBe(true);
  });

  it.each(CHOICES)('of a choice (%s) is why', (why) => {
    expect(told({ outcome: 'choose', why }).text).toMatch(/\w/);
  });

  it.each(Object.keys(CONNECTION_CODES) as ConnectionCode[])(
    'of the failure %s never is what staff are told',
    (code) => {
      const { text, action } = told({ outcome: 'failed', code });
      expect(`${text} ${action}`).not.toMatch(/\{platform\}|the talent|whoever runs Rostrum|undefined/i);
    },
  );

  it('names both accounts where it is the wrong one', () => {
    expect(told({ outcome: 'wrong-account', signedInAs: 'mia_private', expected: 'mia' })).toEqual({
      text: 'You signed in as @mia_private — this link is for @mia. Nothing was stored.',
      action: 'Start again: Network then asks for another account.',
    });
    expect(told({ outcome: 'wrong-account', switches: false }).action).toContain('Switch accounts at Network');
  });

  it('names what is needed, and what is missing', () => {
    expect(told({ outcome: 'declined', code: 'CONSENT_PARTIAL_SCOPES', missing: ['posts'] }).text).toContain(
      'your posts',
    );
    expect(told({ outcome: 'connected', missing: ['insights'] }).text).toContain('statistics that only you see');
  });

  it('gives the platform’s reason where an account cannot be read', () => {
    const reason = 'It is a personal account.';
    expect(told({ outcome: 'failed', code: 'ACCOUNT_NOT_ELIGIBLE', reason }).text).toBe(reason);
  });
});
