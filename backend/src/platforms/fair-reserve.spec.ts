import { BudgetMemory } from './budget-memory.js';
import { ruleOf } from './budget-window.js';
import type { CallDescription } from './budget.js';
import { aBook, aReserve } from './testing/lonely-budget.js';
import { SettableClock } from './testing/simulated-network.js';

const LIMITS = { X_LIMITS: 'users=100/60' };

const call = (more: Partial<CallDescription> = {}): CallDescription => ({
  ...{ platform: 'x', credentialId: 'deployment:x', endpointClass: 'users', units: 1, subject: null },
  ...{ lane: 'interactive', ...more },
});

describe('what is left of a limit', () => {
  let clock: SettableClock;
  let memory: BudgetMemory;
  let asked: (times: number, agencyId: string, which?: CallDescription) => number;

  beforeEach(() => {
    clock = new SettableClock();
    memory = new BudgetMemory();
    const reserve = aReserve(clock, memory, LIMITS);
    asked = (times, agencyId, which = call()) =>
      Array.from({ length: times }, () => reserve.laneOf(which, agencyId)).filter((lane) => lane === 'interactive')
        .length;
    asked(1, 'somebody', call({ lane: 'scheduled' }));
  });

  const used = (units: number) => {
    const [limit] = aBook(LIMITS).ofClass('x', 'users');
    const rule = limit && ruleOf(limit, call(), clock.now().getTime());
    if (rule) memory.add(rule, units, clock.now().getTime());
  };

  it('is anybody’s while there is plenty', () => {
    used(80);

    expect(asked(500, 'greedy')).toBe(500);
  });

  it('is nobody’s alone once it is little: each agency has a part, however often it asks', () => {
    used(81);

    expect(asked(500, 'greedy')).toBe(5);
    expect(asked(3, 'small')).toBe(3);
    expect(asked(500, 'greedy')).toBe(0);
  });

  it('is all of an agency’s that is the only one here', () => {
    const reserve = aReserve(clock, memory, LIMITS);
    used(81);
    const lanes = Array.from({ length: 500 }, () => reserve.laneOf(call(), 'only'));

    expect(new Set(lanes)).toEqual(new Set(['interactive']));
    reserve.laneOf(call({ lane: 'scheduled' }), 'another');
    expect(
      Array.from({ length: 6 }, () => reserve.laneOf(call(), 'only')).filter((lane) => lane === 'scheduled'),
    ).toHaveLength(1);
  });

  it('is shared out anew with the next window', () => {
    used(81);
    asked(500, 'greedy');
    clock.advance(61_000);
    used(81);

    expect(asked(500, 'greedy')).toBe(5);
  });

  it('is what an agency likes where the app is its own', () => {
    used(81);

    expect(asked(500, 'greedy', call({ credentialId: 'own-app' }))).toBe(500);
  });

  it('is no matter of who does not wait', () => {
    used(81);

    expect(asked(500, 'greedy', call({ lane: 'backfill' }))).toBe(0);
    expect(asked(500, 'greedy')).toBe(5);
  });
});
