import { doneWords, failedWords, type BulkResult } from './bulk-words';

const ok: BulkResult = { ok: true, problem: null };
const not = (code: string, detail = `${code}.`): BulkResult => ({ ok: false, problem: { code, detail } });

describe('what came of a bulk action', () => {
  it.each([
    ['sync', [ok, ok], '2 profiles are being read.'],
    ['sync', [ok], '1 profile is being read.'],
    ['pause', [ok, not('A')], '1 profile paused,'],
    ['archive', [not('A')], '0 talents archived,'],
    ['tag', [ok], '1 talent tagged “tour”.'],
    ['untag', [ok, ok], '“tour” taken off 2 talents.'],
    ['sync', [], 'Nobody chosen has a profile connected.'],
  ] as const)('%s of %j', (action, results, words) => {
    expect(doneWords(action, results, 'tour')).toBe(words);
  });

  it('is silent about failures when there are none', () => {
    expect(failedWords([ok])).toBeNull();
    expect(failedWords([])).toBeNull();
  });

  it('tells each reason once, the commonest first, and counts the rest', () => {
    const results = [ok, not('A'), not('B', 'Asked a moment ago.'), not('B', 'Asked 4 s ago.'), not('C'), not('D')];
    expect(failedWords(results)).toBe('5 not: Asked a moment ago. (2 such) A. And 2 for other reasons.');
  });
});
