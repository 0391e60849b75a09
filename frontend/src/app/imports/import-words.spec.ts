import type { ImportResponse } from '../core/api/models';
import { countWords, headline, progressOf } from './import-words';

const run = (status: ImportResponse['status'], counts: Partial<ImportResponse['counts']>): ImportResponse => ({
  ...{ id: '1', name: 'roster.csv', rows: 9, unusedColumns: [], by: 'Ada', startedAt: null, finishedAt: null },
  createdAt: '2026-11-22T10:00:00.000Z',
  status,
  counts: { ready: 0, refused: 0, known: 0, connected: 0, failed: 0, ...counts },
});

describe('an import in words', () => {
  it.each([
    [run('checked', { ready: 1 }), '1 row ready to add'],
    [run('checked', { refused: 3 }), 'Nothing to add'],
    [run('running', { ready: 40, connected: 9, failed: 1 }), '10 rows done, 40 rows to go'],
    [run('cancelled', { ready: 4_000 }), 'Stopped with 4,000 rows to go'],
    [run('done', { connected: 41 }), '41 rows added'],
    [run('done', { known: 3 }), 'Nothing was added'],
  ])('%# says what matters', (given, words) => {
    expect(headline(given)).toBe(words);
  });

  it('counts what there is', () => {
    expect(countWords(run('done', { connected: 1_200, refused: 2 }))).toBe('2 refused, 1,200 added');
  });

  it('is as far as its rows are, and never further', () => {
    expect(progressOf(run('running', { ready: 1, connected: 998, failed: 1 }))).toBe(99);
    expect(progressOf(run('running', { ready: 0, connected: 3 }))).toBe(100);
    expect(progressOf(run('done', { known: 3 }))).toBe(100);
  });
});
