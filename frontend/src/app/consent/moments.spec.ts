import { Moments } from './moments';

const NOW = new Date('2026-11-22T12:00:00Z');

describe('days and ages', () => {
  it.each([
    ['2026-11-22T11:59:40Z', 'now'],
    ['2026-11-22T12:03:00Z', 'now'],
    ['2026-11-22T11:56:00Z', '4 minutes ago'],
    ['2026-11-22T09:00:00Z', '3 hours ago'],
    ['2026-11-21T11:00:00Z', 'yesterday'],
  ])('%s was %s', (at, words) => {
    expect(new Moments('en-GB').ago(at, NOW)).toBe(words);
  });

  it('are written as the language writes them', () => {
    expect(new Moments('de-DE').day('2026-05-03T10:00:00Z')).toBe('3. Mai 2026');
    expect(new Moments('de-DE').ago('2026-11-22T11:56:00Z', NOW)).toBe('vor 4 Minuten');
  });

  it('never show what is no date', () => {
    expect(new Moments('en-GB').day('soon')).toBe('');
  });
});
