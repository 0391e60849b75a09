/** The steps that the model and the product take side by side, and how they are compared after each. */
import type fc from 'fast-check';
import * as model from './lifecycle-model.js';
import type { EndKind, Life } from './lifecycle-model.js';
import type { RealSync } from './lifecycle-real.js';

const CRASHES_TO_POISON = 3;

interface Step {
  readonly name: string;
  /** How often it comes, against others; 0 where it can't. */
  readonly weight: (life: Life) => number;
  readonly run: (life: Life, real: RealSync) => Promise<void>;
}

async function agree(life: Life, real: RealSync): Promise<void> {
  const seen = await real.see();
  const { resting, begun: _begun, blocked: _blocked, read: _read, control, claimed: _claimed, ...rows } = life;
  expect(seen.life).toEqual(rows);
  expect(seen.control).toBe(control);
  expect(seen.axes).toEqual(
    life.leased
      ? { outcome: life.outcome, activity: 'running', cause: life.cause }
      : { outcome: life.outcome, ...resting },
  );
  expect(seen.status).toBe(seen.expected);
  if (life.control === 'enabled') expect(seen.life.due).not.toBe('never');
  if (life.leased) expect(seen.life.due).toBe('now');
}

/** A step that changes the model and the rows in the same way. */
const step = (
  name: string,
  when: (life: Life) => boolean | number,
  run: (life: Life, real: RealSync) => Promise<void>,
): Step => ({
  name,
  weight: (life) => Number(when(life)),
  run: async (life, real) => {
    await run(life, real);
    await agree(life, real);
  },
});

/** One of the steps that are possible when its turn comes, so that none is drawn in vain. */
export class SomeStep implements fc.AsyncCommand<Life, RealSync> {
  private name = 'not run';

  /** `drawn`: in [0, 1), where on the line of weights. */
  constructor(
    private readonly drawn: number,
    private readonly ran: (name: string) => void,
  ) {}

  readonly check = (): boolean => true;

  async run(life: Life, real: RealSync): Promise<void> {
    const chosen = this.among(life);
    this.name = chosen.name;
    this.ran(chosen.name);
    await chosen.run(life, real);
  }

  toString(): string {
    return this.name;
  }

  private among(life: Life): Step {
    const open = STEPS.flatMap((each) => Array<Step>(each.weight(life)).fill(each));
    const chosen = open[Math.floor(this.drawn * open.length)];
    if (!chosen) throw new Error('No step is possible');
    return chosen;
  }
}

const held = (real: RealSync) => {
  if (!real.current) throw new Error('The model holds a lease that nobody was given');
  return real.current;
};
const leased = ({ leased: is }: Life) => is;
const enabled = ({ control }: Life) => control === 'enabled';

const claiming = step(
  'claim',
  (life) => (model.canBeClaimed(life) ? 12 : 1),
  async (life, real) => {
    const claimable = model.canBeClaimed(life);
    expect(await real.claim()).toBe(Number(claimable));
    if (claimable) model.claim(life);
  },
);

const beginning = step(
  'begin',
  ({ leased: is, begun }) => (is && !begun ? 6 : is),
  async (life, real) => {
    expect(await real.begin(held(real))).toBe(Number(!life.begun));
    life.begun = true;
  },
);

const ending = (kind: EndKind) =>
  step(kind, leased, async (life, real) => {
    await real.end(held(real), kind, life);
    model.end(life, kind);
  });

const crashing = step(
  'crash',
  ({ leased: is, begun }) => (is && begun ? 3 : is),
  async (life, real) => {
    await real.crash(held(real));
    model.crash(life, CRASHES_TO_POISON);
  },
);

export const STEPS: readonly Step[] = [
  claiming,
  beginning,
  step('request', enabled, async (life, real) => {
    await real.request();
    model.request(life);
  }),
  step('a page further', leased, async (life, real) => {
    await real.progress(held(real));
    expect(await real.renews(held(real))).toBe(true);
    life.crashes = 0;
  }),
  ...(['succeed', 'retry', 'limit', 'outage', 'fail'] as const).map(ending),
  step('give back', leased, async (life, real) => {
    await real.giveBack(held(real));
    model.giveBack(life);
  }),
  crashing,
  step('pause', enabled, async (life, real) => {
    await real.stop('paused');
    model.stop(life, 'paused');
  }),
  step('archive', enabled, async (life, real) => {
    await real.stop('archived');
    model.stop(life, 'archived');
  }),
  step(
    'back again',
    ({ control }) => 4 * Number(control !== 'enabled'),
    async (life, real) => {
      const atOnce = life.control === 'archived';
      await real.resume(atOnce);
      model.wake(life, atOnce);
    },
  ),
  step(
    'time passes',
    ({ leased: is, due }) => (due === 'later' ? 6 : !is),
    async (life, real) => {
      await real.timePasses();
      model.timePasses(life);
    },
  ),
  step(
    'late writers',
    () => true,
    async (_, real) => {
      for (const lease of real.stale.slice(-3)) expect(await real.isShutOut(lease)).toBe(true);
    },
  ),
];

/** Wherever it got to: once it is enabled and nothing fails, whatever was wished is done, and it reads READY. */
export async function arrives(life: Life, real: RealSync): Promise<void> {
  if (life.control !== 'enabled') {
    await real.resume(true);
    model.wake(life, true);
  }
  if (real.current) await ending('succeed').run(life, real);
  for (let run = 0; run === 0 || life.requested > life.done; run += 1) {
    expect(run).toBeLessThan(2);
    await real.timePasses();
    model.timePasses(life);
    for (const each of [claiming, beginning, ending('succeed')]) await each.run(life, real);
  }
  expect(await real.see()).toMatchObject({ status: 'READY' });
}
