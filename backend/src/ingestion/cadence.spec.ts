import fc from 'fast-check';
import { evenSeconds, nextRegular, paceOf } from './cadence.js';
import type { Tier } from '../connections/connection-sync.service.js';
import type { CadenceFacts, Demand } from './cadence.js';

const NOW = new Date('2026-11-23T12:00:00Z');
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const MINUTE = 60_000;
const DAY = 86_400_000;

const FACTS: CadenceFacts = {
  now: NOW,
  intervalMinutes: 56,
  attainableSeconds: null,
  tier: 'standard',
  newestAt: null,
  watchedAt: null,
  budgetLeft: null,
  chance: 0.5,
};
const minutesUntil = (facts: Partial<CadenceFacts>) =>
  (nextRegular({ ...FACTS, ...facts }).getTime() - NOW.getTime()) / MINUTE;

const chance = fc.double({ min: 0, max: 1, noNaN: true });
const tier = fc.constantFrom<Tier>('priority', 'standard', 'economy');
const moment = fc.option(fc.integer({ min: 0, max: 400 * DAY }).map(ago), { nil: null });
const anyFacts = fc.record<CadenceFacts>({
  now: fc.constant(NOW),
  intervalMinutes: fc.integer({ min: 1, max: 1440 }),
  attainableSeconds: fc.option(fc.integer({ min: 1, max: 10_000_000 }), { nil: null }),
  tier,
  newestAt: moment,
  watchedAt: fc.option(fc.integer({ min: 0, max: 60 * MINUTE }).map(ago), { nil: null }),
  budgetLeft: fc.option(chance, { nil: null }),
  chance,
});

describe('the regular interval', () => {
  it('lets no healthy connection be an hour old, and spends at most a tenth more calls than an hourly read', () => {
    expect(minutesUntil({ chance: 1 })).toBeLessThan(58);
    expect(60 / minutesUntil({ chance: 0 })).toBeLessThan(1.1);
  });

  it('is the same for everybody where nothing forbids it, whatever the tier', () => {
    expect(minutesUntil({ tier: 'economy', newestAt: ago(400 * DAY) })).toBe(56);
    expect(minutesUntil({ tier: 'priority', newestAt: ago(DAY) })).toBe(56);
  });

  it('stretches to what is attainable, the important and lively ones less', () => {
    const attainableSeconds = 4 * 3600;
    expect(minutesUntil({ attainableSeconds })).toBe(240);
    expect(minutesUntil({ attainableSeconds, tier: 'priority' })).toBe(120);
    expect(minutesUntil({ attainableSeconds, tier: 'economy' })).toBe(480);
    expect(minutesUntil({ attainableSeconds, newestAt: ago(DAY) })).toBe(160);
    expect(minutesUntil({ attainableSeconds, newestAt: ago(100 * DAY) })).toBe(480);
  });

  it('never stretches beyond a day, and never overrules a longer interval that was asked for', () => {
    expect(minutesUntil({ attainableSeconds: Infinity })).toBe(1440);
    expect(minutesUntil({ attainableSeconds: Infinity, intervalMinutes: 10_080 })).toBe(10_080);
  });
});

describe('while somebody looks', () => {
  const watchedAt = ago(5 * MINUTE);

  it('comes sooner, but not all the time', () => {
    expect(minutesUntil({ watchedAt })).toBe(14);
    expect(minutesUntil({ watchedAt, intervalMinutes: 20 })).toBe(10);
    expect(minutesUntil({ watchedAt, intervalMinutes: 5 })).toBe(5);
  });

  it('comes as usual where little is left, and once nobody has looked for a while', () => {
    expect(minutesUntil({ watchedAt, budgetLeft: 0.49 })).toBe(56);
    expect(minutesUntil({ watchedAt, budgetLeft: 0.5 })).toBe(14);
    expect(minutesUntil({ watchedAt: ago(16 * MINUTE) })).toBe(56);
  });
});

describe('for all facts', () => {
  it('is after now, within a day, and never more than the jitter before the least there is', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const minutes = (nextRegular(facts).getTime() - NOW.getTime()) / MINUTE;
        expect(minutes).toBeLessThanOrEqual(1440);
        expect(minutes).toBeGreaterThanOrEqual(Math.min(facts.intervalMinutes, 10) * 0.98 - 0.001);
      }),
    );
  });

  it('never comes later for a higher tier, for a newer post, for somebody looking, or for more budget', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 0, max: 400 * DAY }), (facts, age) => {
        const at = (changed: Partial<CadenceFacts>) => nextRegular({ ...facts, ...changed }).getTime();
        expect(at({ tier: 'priority' })).toBeLessThanOrEqual(at({ tier: 'standard' }));
        expect(at({ tier: 'standard' })).toBeLessThanOrEqual(at({ tier: 'economy' }));
        expect(at({ newestAt: ago(age / 2) })).toBeLessThanOrEqual(at({ newestAt: ago(age) }));
        expect(at({ watchedAt: NOW })).toBeLessThanOrEqual(at({ watchedAt: null }));
        expect(at({ budgetLeft: 1 })).toBeLessThanOrEqual(at({ budgetLeft: 0 }));
        expect(at({ attainableSeconds: null })).toBeLessThanOrEqual(at({ attainableSeconds: 100_000 }));
      }),
    );
  });
});

describe('what the limits allow', () => {
  const LEAST = 3360;
  const demands = fc.array(
    fc.record<Demand>({
      calls: fc.integer({ min: 1, max: 1_000_000 }),
      pace: fc
        .tuple(tier, fc.option(fc.integer({ min: 0, max: 400 }), { nil: null }))
        .map(([which, days]) => paceOf(which, days)),
    }),
    { minLength: 1, maxLength: 9 },
  );
  const spent = (all: readonly Demand[], even: number | null) =>
    all.reduce((sum, { calls, pace }) => sum + calls / Math.max(LEAST, (even ?? 0) / pace), 0);

  it('is never overspent, and where it does not suffice it is spent to the last call', () => {
    fc.assert(
      fc.property(demands, fc.double({ min: 0.0001, max: 1000, noNaN: true }), (all, perSecond) => {
        const even = evenSeconds(all, perSecond, LEAST);
        expect(spent(all, even)).toBeLessThanOrEqual(perSecond * 1.000001);
        expect(even === null || spent(all, even) > perSecond * 0.999999).toBe(true);
      }),
    );
  });

  it('is shared evenly by those who are alike', () => {
    expect(evenSeconds([{ calls: 10_000, pace: 1 }], 1, LEAST)).toBe(10_000);
    expect(evenSeconds([{ calls: 10_000, pace: 0.5 }], 1, LEAST)).toBe(5000);
  });

  it('leaves what the quick ones cannot use to the others', () => {
    const even = evenSeconds(
      [
        { calls: 3360, pace: 2 },
        { calls: 3360, pace: 1 },
      ],
      1.5,
      LEAST,
    );
    expect(even).toBe(6720);
  });

  it('stretches nothing where it suffices, and everything where there is nothing', () => {
    expect(evenSeconds([{ calls: 3360, pace: 0.5 }], 1, LEAST)).toBeNull();
    expect(evenSeconds([], 0, LEAST)).toBeNull();
    expect(evenSeconds([{ calls: 1, pace: 1 }], 0, LEAST)).toBe(Infinity);
  });
});
