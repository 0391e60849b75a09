import type { Claim } from '../connections/connection-sync.service.js';
import { groupsOf, groupSize } from './groups.js';

const READINGS: Readonly<Record<string, { batch: number; credential: string }>> = {
  many: { batch: 50, credential: 'deployment:many' },
  few: { batch: 1, credential: 'deployment:few' },
};

let made = 0;
const claims = (count: number, given: Partial<Claim> = {}): Claim[] =>
  Array.from({ length: count }, () => ({
    agencyId: 'one',
    connectionId: `connection-${(made += 1)}`,
    token: 1n,
    platform: 'many',
    lane: 'scheduled',
    cause: 'scheduled',
    consented: false,
    suspect: false,
    ...given,
  }));
const readingOf = ({ platform, agencyId }: Claim) => {
  const reading = READINGS[platform] ?? { batch: 1, credential: '' };
  return agencyId === 'own keys' ? { ...reading, credential: 'agency:1' } : reading;
};
const sizes = (all: readonly Claim[]) =>
  groupsOf(all, readingOf).map(({ platform, leases, urgent }) => [platform, leases.length, urgent]);

describe('groups', () => {
  it('hold each claim once', () => {
    const all = [...claims(730), ...claims(7, { platform: 'few' }), ...claims(70, { lane: 'interactive' })];

    const grouped = groupsOf(all, readingOf).flatMap(({ leases }) => leases.map(({ connectionId }) => connectionId));

    expect(grouped.sort()).toEqual(all.map(({ connectionId }) => connectionId).sort());
  });

  it('are of several agencies that are read with the same keys', () => {
    expect(sizes([...claims(20), ...claims(20, { agencyId: 'two' }), ...claims(20, { agencyId: 'three' })])).toEqual([
      ['many', 60, false],
    ]);
  });

  it('keep those apart that brought their own keys, that are read by consent, or that somebody waits for', () => {
    expect(
      sizes([
        ...claims(3),
        ...claims(3, { agencyId: 'own keys' }),
        ...claims(2, { consented: true }),
        ...claims(3, { lane: 'interactive' }),
        ...claims(2, { lane: 'backfill' }),
      ]),
    ).toEqual([
      ['many', 3, true],
      ['many', 5, false],
      ['many', 3, false],
      ['many', 1, false],
      ['many', 1, false],
    ]);
  });

  it('are of one where an account may be what its last worker was lost for', () => {
    expect(sizes([...claims(2), ...claims(2, { suspect: true })])).toEqual([
      ['many', 2, false],
      ['many', 1, false],
      ['many', 1, false],
    ]);
  });

  it('are of one where a platform reads one account a call', () => {
    expect(sizes(claims(3, { platform: 'few' }))).toEqual(Array(3).fill(['few', 1, false]));
  });

  it('hold full calls, as many as fit', () => {
    expect(sizes(claims(620)).map(([, size]) => size)).toEqual([500, 120]);
    expect(groupSize(25)).toBe(500);
    expect(groupSize(30)).toBe(480);
    expect(groupSize(100, true)).toBe(100);
    expect(groupSize(300, true)).toBe(300);
  });
});
