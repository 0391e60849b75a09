import { Admission, alone } from './admission.js';
import type { CallDescription } from './budget.js';

const call = (more: Partial<CallDescription> = {}): CallDescription => ({
  ...{
    platform: 'x',
    credentialId: 'deployment:x',
    endpointClass: 'users',
    lane: 'scheduled',
    units: 2,
    subject: null,
  },
  ...more,
});

describe('Admission', () => {
  let asked: CallDescription[];
  const go = (one: CallDescription) => {
    asked.push(one);
    return Promise.resolve();
  };
  const refuse = (one: CallDescription) => {
    asked.push(one);
    return Promise.reject(new Error(`no ${asked.length}`));
  };
  beforeEach(() => void (asked = []));

  it('asks for room for all with the first, and for the others as begun', async () => {
    const admission = new Admission(5);
    for (const what of ['profiles', 'profiles', 'figures', 'lists', 'posts'] as const)
      await admission.for(what)(call(), go);
    expect(asked.map(({ need, begun }) => ({ need, begun }))).toEqual([
      { need: 10, begun: undefined },
      { need: undefined, begun: 0 },
      { need: undefined, begun: 0 },
      { need: undefined, begun: 0.25 },
      { need: undefined, begun: 0.5 },
    ]);
  });

  it('lets nobody ahead of the first, however many come at once, and holds all back with it', async () => {
    const admission = new Admission(3);
    const answers = await Promise.allSettled([1, 2, 3].map(() => admission.for('profiles')(call(), refuse)));
    expect(answers.map((answer) => (answer.status === 'rejected' ? String(answer.reason) : 'went'))).toEqual(
      Array.from({ length: 3 }, () => 'Error: no 1'),
    );
    expect(asked).toHaveLength(1);
    await expect(admission.for('lists')(call(), go)).rejects.toThrow('no 1');
  });

  it.each([{ endpointClass: 'posts' }, { credentialId: 'agency:x' }, { lane: 'backfill' as const }])(
    'has nothing to do with what is counted elsewhere: %j',
    async (elsewhere) => {
      const admission = new Admission(3);
      await expect(admission.for('profiles')(call(), refuse)).rejects.toThrow();
      await admission.for('lists')(call(elsewhere), go);
      expect(asked.at(-1)).toEqual(call(elsewhere));
    },
  );

  it('leaves a call as it is that belongs to no others', async () => {
    await alone(call(), go);
    expect(asked).toEqual([call()]);
  });
});
