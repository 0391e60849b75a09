import { aFlow } from '../../testing/place-samples';
import { flowWords } from './flow-words';
import { en } from './words/en';

const say = (change: Parameters<typeof aFlow>[0], slow = false) => flowWords(aFlow(change), en, 'Northlight', slow);

describe('what came of a sign-in', () => {
  it('says who was there and who was meant', () => {
    const said = say({ outcome: 'wrong-account', signedInAs: 'mia_private', expected: 'mia' });
    expect(said).toMatchObject({ title: 'That was another account', again: 'switch', tone: 'care' });
    expect(said.lead).toMatch(/^You signed in as @mia_private, but this link is for @mia\. Nothing was stored\./);
  });

  it('does not invent a name that the platform did not tell', () => {
    expect(say({ outcome: 'wrong-account', expected: 'mia' }).lead).not.toContain('null');
  });

  it.each([
    ['several', 'Which account is it?'],
    ['not-matched', 'Is this you?'],
    ['by-handle', 'Is this you?'],
  ] as const)('asks, where there are %s', (why, title) => {
    expect(say({ outcome: 'choose', why }).title).toBe(title);
  });

  it('tells whose move it is where an account is taken', () => {
    expect(say({ outcome: 'conflict' }).lead).toContain('At Northlight it already belongs to somebody else');
  });

  it('treats a no as an answer, and offers another try', () => {
    expect(say({ outcome: 'declined' })).toMatchObject({ tone: 'note', again: 'same' });
  });

  it('waits, and says so when it takes long', () => {
    expect(say({ state: 'working', outcome: null })).toMatchObject({ title: 'Asking Tube…', again: null });
    expect(say({ state: 'working', outcome: null }, true).lead).toContain('longer than usual');
  });

  it('begins anew where nobody came back', () => {
    expect(say({ state: 'waiting', outcome: null })).toMatchObject({ title: 'That did not work', again: 'same' });
  });

  it.each([
    ['ACCOUNT_NOT_ELIGIBLE', /business or creator account/],
    ['PLATFORM_UNAVAILABLE', /Tube is not answering properly/],
    ['APP_CREDENTIALS_INVALID', /not set up properly at Northlight/],
    ['CONSENT_PARTIAL_SCOPES', /leave the boxes ticked/],
    ['SYNC_INTERNAL', /on our side/],
    [null, /on our side/],
  ] as const)('has one next step for %s', (code, words) => {
    expect(say({ outcome: 'failed', code }).lead).toMatch(words);
  });
});
