import { aConnection } from '../../testing/samples';
import { resumes, resumption } from './resumption';

const NOW = new Date(2026, 10, 23, 12, 0);
const at = (hours: number, day = 23) => new Date(2026, 10, day, hours, 5).toISOString();

describe('resumes', () => {
  it.each([
    ['RATE_LIMITED', at(14), 'resumes 14:05'],
    ['QUOTA_EXHAUSTED', at(8, 24), 'resumes 24 Nov, 08:05'],
    ['PLATFORM_UNAVAILABLE', at(14), 'next try 14:05'],
    ['RATE_LIMITED', at(11), null],
    ['RATE_LIMITED', null, null],
  ])('%s until %s: %s', (code, until, words) => {
    expect(resumes(code, until, NOW)).toBe(words);
  });
});

describe('resumption', () => {
  const warning = (code: string, until: string | null) => ({ code, text: '', until });

  it('goes by what the connection says it waits for', () => {
    const connection = aConnection({ nextTryAt: at(14), warnings: [warning('RATE_LIMITED', at(15))] });
    expect(resumption(connection, NOW)).toBe('resumes 15:05');
  });

  it('is a try where nothing is said of a limit', () => {
    const connection = aConnection({ nextTryAt: at(14), warnings: [warning('PARTIAL_SYNC', null)] });
    expect(resumption(connection, NOW)).toBe('next try 14:05');
  });

  it('is nothing where nothing waits', () => {
    expect(resumption(aConnection({ warnings: [warning('RATE_LIMITED', at(15))] }), NOW)).toBeNull();
  });
});
