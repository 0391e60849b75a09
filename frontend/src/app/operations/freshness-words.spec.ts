import { A_LIMIT, aFreshness } from '../../testing/freshness';
import {
  attainedWords,
  headline,
  limitWords,
  mattersOf,
  shareWords,
  spokenSeconds,
  usedWords,
  verdictOf,
} from './freshness-words';

const NOW = new Date(2026, 10, 23, 12, 0);
const at = (hours: number, minutes: number, day = 23) => new Date(2026, 10, day, hours, minutes).toISOString();
const limited = aFreshness().attainable;

describe('spokenSeconds', () => {
  it.each([
    [0.44, '0.4 s'],
    [42, '42 s'],
    [3_300, '55 min'],
    [3_600, '1 h'],
    [9_000, '2 h 30 min'],
    [86_400, '1 d'],
    [100_000, '1 d 4 h'],
  ])('%d is %s', (seconds, words) => {
    expect(spokenSeconds(seconds)).toBe(words);
  });
});

describe('verdictOf', () => {
  it.each([
    ['On time', {}],
    ['On time, not hourly', { attainable: { ...limited, hourly: false } }],
    ['Behind', { attainedShare: 0.9 }],
    ['Waits for its limit', { waiting: { ...aFreshness().waiting, limited: 1 } }],
    ['No answer', { breaker: { state: 'open', nextTryAt: null } }],
  ] as const)('%s', (label, change) => {
    expect(verdictOf(aFreshness(change)).label).toBe(label);
  });

  it('does not call behind what only leaves out those that cannot be read', () => {
    expect(verdictOf(aFreshness({ attainedShare: 0.9, failing: 4 })).label).toBe('On time');
    expect(verdictOf(aFreshness({ attainedShare: 0.8, failing: 4 })).label).toBe('Behind');
  });

  it('puts first what needs a look, and counts it', () => {
    const outage = aFreshness({ breaker: { state: 'half-open', nextTryAt: null } });
    const slow = aFreshness({ attainable: { ...limited, hourly: false } });
    expect(verdictOf(outage).rank).toBeLessThan(verdictOf(slow).rank);
    expect(headline([outage, slow])).toBe('1 platform needs patience');
    expect(headline([slow, slow])).toBe('Every platform is read on time');
  });
});

describe('limitWords', () => {
  it('says what is allowed, and that it is enough', () => {
    expect(limitWords(aFreshness(), 'Tube').join(' ')).toBe(
      'Tube lets this app make 10,000 calls a day. Reading every profile hourly takes 12 % of what may be used, so everyone is read on time.',
    );
  });

  it('names any window, and the smallest share', () => {
    const limitedBy = { ...A_LIMIT, limit: 1, windowSeconds: 300 };
    const words = limitWords(aFreshness({ attainable: { ...limited, limitedBy, neededShare: 0.00002 } }), 'Tube').join(
      ' ',
    );
    expect(words).toContain('1 call every 5 min. Reading every profile hourly takes under 0.1 %');
  });

  it('says what follows where it is not', () => {
    const attainable = { ...limited, hourly: false, neededShare: 2.41, intervalSeconds: 8_700 };
    expect(limitWords(aFreshness({ attainable }), 'Tube').join(' ')).toContain(
      'Reading everyone hourly would take 2.4 times what may be used, so a profile is read about every 2 h 25 min.',
    );
  });

  it('says so where no limit is shared', () => {
    const attainable = { ...limited, limitedBy: null, neededShare: null };
    expect(limitWords(aFreshness({ attainable }), 'Tube')).toEqual([
      'Tube sets no limit that all profiles share. Each is read about every 56 min.',
    ]);
  });
});

describe('usedWords', () => {
  it('says when the window begins anew, with its day where that is not today', () => {
    const used = (usedShare: number | null, resetsAt: string | null) =>
      usedWords(aFreshness({ attainable: { ...limited, limitedBy: { ...A_LIMIT, usedShare, resetsAt } } }), NOW);
    expect(used(0.421, at(14, 5))).toBe('42 % used, begins anew at 14:05');
    expect(used(0.004, at(9, 0, 24))).toBe('0.4 % used, begins anew at 24 Nov, 09:00');
    expect(used(0, at(11, 0))).toBe('0 % used');
    expect(used(null, null)).toBeNull();
  });
});

describe('mattersOf', () => {
  const { waiting } = aFreshness();

  it('is nothing where all is well', () => {
    expect(mattersOf(aFreshness(), 'Tube', NOW)).toEqual([]);
  });

  it('says when what is put off resumes', () => {
    const two = aFreshness({ waiting: { ...waiting, limited: 2, limitedUntil: at(14, 5) } });
    const one = aFreshness({ waiting: { ...waiting, limited: 1, limitedUntil: null } });
    expect(mattersOf(two, 'Tube', NOW)[0]?.text).toBe(
      '2 profiles are put off: the limit is reached. They resume at 14:05.',
    );
    expect(mattersOf(one, 'Tube', NOW)[0]?.text).toBe(
      '1 profile is put off: the limit is reached. It resumes by itself.',
    );
  });

  it('says when a platform is asked again that does not answer', () => {
    const breaker = { state: 'open', nextTryAt: at(14, 5) } as const;
    expect(mattersOf(aFreshness({ breaker, waiting: { ...waiting, unanswered: 3 } }), 'Tube', NOW)).toEqual([
      { tone: 'bad', text: 'Tube does not answer; next try 14:05. 3 profiles wait; nothing is lost.' },
    ]);
  });

  it('names who is tried again, and who waits for a person', () => {
    const texts = mattersOf(aFreshness({ waiting: { ...waiting, retrying: 1, people: 2 } }), 'Tube', NOW);
    expect(texts.map(({ text }) => text)).toEqual([
      '1 profile is tried again in a moment, after an error.',
      '2 profiles wait for the talent’s consent and are not counted here.',
    ]);
  });
});

describe('what is attained', () => {
  it('is counted in profiles, and never rounded up to all', () => {
    expect(attainedWords(aFreshness({ attainedShare: 0.975 }))).toBe('39 of 40 profiles younger than 1 h');
    expect(shareWords(1)).toBe('100 %');
    expect(shareWords(0.9996)).toBe('99.9 %');
    expect(shareWords(0.975)).toBe('97.5 %');
  });
});
