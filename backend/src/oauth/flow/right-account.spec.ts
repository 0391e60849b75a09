import type { GrantedAccount } from '../../platforms/contract/authorizer.js';
import { judge } from './right-account.js';
import type { Terms } from './right-account.js';

const account = (id: string, handle: string | null, change: Partial<GrantedAccount> = {}): GrantedAccount => ({
  platformAccountId: id,
  handle,
  displayName: 'Mia Sol',
  avatarUrl: null,
  url: 'https://example.com/mia',
  usable: true,
  reason: null,
  ...change,
});
const terms = (change: Partial<Terms> & Partial<Terms['expected']> = {}): Terms => ({
  expected: { handle: change.handle ?? null, accountId: change.accountId ?? null },
  evidence: change.evidence ?? 'stable-id',
  normalizeHandle: (handle) => handle.toLowerCase(),
  known: change.known ?? new Set(),
});
const MIA = account('1', 'Mia');

describe('the right account', () => {
  it.each([
    ['by its id, whatever it is called now', { accountId: '1', handle: 'old' }, 'stable-id'],
    ['by its id even where ids are no evidence elsewhere', { accountId: '1', evidence: 'none' }, 'stable-id'],
    ['by its handle, however it is written', { handle: 'mia' }, 'handle'],
    ['where none is expected', {}, null],
  ] as const)('is found %s', (_, given, matched) => {
    expect(judge([MIA], terms(given))).toEqual({ kind: 'right', account: { ...MIA, matched } });
  });

  it.each([
    ['another id, though of the same name', { accountId: '2', handle: 'mia' }],
    ['another name', { handle: 'mia.music' }],
  ])('is not %s', (_, given) => {
    expect(judge([MIA], terms(given))).toEqual({ kind: 'wrong', signedInAs: 'Mia' });
  });

  it('is told by its name where it has no handle', () => {
    expect(judge([account('1', null)], terms({ accountId: '2' }))).toEqual({ kind: 'wrong', signedInAs: 'Mia Sol' });
  });

  it.each([
    ['the platform tells nothing', MIA, { handle: 'mia', evidence: 'none' }],
    ['the platform did not tell its handle', account('1', null), { handle: 'mia', evidence: 'handle' }],
    ['nobody is expected, and nothing is told', MIA, { evidence: 'none' }],
  ] as const)('is for the talent to confirm where %s', (_, given, change) => {
    expect(judge([given], terms(change))).toEqual({
      kind: 'choose',
      offer: { why: 'not-matched', accounts: [{ ...given, matched: 'none' }] },
    });
  });

  it('needs no confirming where the talent has consented to it before', () => {
    expect(judge([MIA], terms({ evidence: 'none', known: new Set(['1']) }))).toMatchObject({ kind: 'right' });
  });

  it('is chosen where there are several, with those that cannot be used among them', () => {
    const closed = account('2', 'page', { usable: false, reason: 'It is a personal profile.' });
    expect(judge([MIA, closed], terms())).toEqual({
      kind: 'choose',
      offer: { why: 'several', accounts: [MIA, closed].map((one) => ({ ...one, matched: null })) },
    });
  });

  it('is taken without asking where one of several is the expected one', () => {
    expect(judge([account('2', 'page'), MIA], terms({ handle: 'mia' }))).toMatchObject({
      kind: 'right',
      account: { platformAccountId: '1', matched: 'handle' },
    });
  });

  it('of those that may be it, only those are offered', () => {
    const nameless = account('2', null);
    expect(judge([MIA, nameless], terms({ handle: 'page' }))).toEqual({
      kind: 'choose',
      offer: { why: 'not-matched', accounts: [{ ...nameless, matched: 'none' }] },
    });
  });

  it.each([
    ['the expected one', [account('1', 'mia', { usable: false })], { handle: 'mia' }],
    ['the only one', [account('1', 'mia', { usable: false })], {}],
    ['each of several', [account('1', 'a', { usable: false }), account('2', 'b', { usable: false })], {}],
  ])('cannot be used where %s cannot', (_, accounts, given) => {
    expect(judge(accounts, terms(given))).toEqual({ kind: 'unusable', account: accounts[0] });
  });

  it('is nobody where the sign-in opens nothing', () => {
    expect(judge([], terms())).toEqual({ kind: 'unusable', account: null });
    expect(judge([], terms({ handle: 'mia' }))).toEqual({ kind: 'unusable', account: null });
  });
});
