import { Gather } from './gather.js';

interface Call {
  readonly key: string;
  readonly items: readonly number[];
}

/** Work whose answers a test gives. */
function stage(answer: (items: readonly number[]) => (string | Error)[] = (items) => items.map(String)) {
  const calls: Call[] = [];
  const gates: (() => void)[] = [];
  const gather = new Gather<number, string>(async (key, items) => {
    calls.push({ key, items });
    await new Promise<void>((open) => gates.push(open));
    return answer(items);
  });
  const turn = () => new Promise((next) => setImmediate(next));
  const open = async () => {
    gates.splice(0).forEach((go) => go());
    await turn();
  };
  return { calls, gather, turn, open };
}

describe('gathering', () => {
  it('does at once what comes at once, in one piece, and what comes meanwhile in the next', async () => {
    const { calls, gather, turn, open } = stage();
    const first = [1, 2].map((item) => gather.add('a', item));
    await turn();
    const later = [3, 4, 5].map((item) => gather.add('a', item));
    await turn();
    expect(calls).toEqual([{ key: 'a', items: [1, 2] }]);

    await open();
    expect(await Promise.all(first)).toEqual(['1', '2']);
    await open();

    expect(await Promise.all(later)).toEqual(['3', '4', '5']);
    expect(calls.slice(1)).toEqual([{ key: 'a', items: [3, 4, 5] }]);
  });

  it('keeps no key waiting for another', async () => {
    const { calls, gather, turn, open } = stage();
    const both = [gather.add('a', 1), gather.add('b', 2)];
    await turn();

    expect(calls).toEqual([
      { key: 'a', items: [1] },
      { key: 'b', items: [2] },
    ]);
    await open();
    expect(await Promise.all(both)).toEqual(['1', '2']);
  });

  it('gives an error to whom it belongs', async () => {
    const { gather, turn, open } = stage((items) => items.map((item) => (item === 2 ? new Error('two') : 'well')));
    const all = Promise.allSettled([1, 2, 3].map((item) => gather.add('a', item)));
    await turn();
    await open();

    expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('does one by one what fails together, so that one bad piece stops no other', async () => {
    const { calls, gather, turn, open } = stage((items) => {
      if (items.includes(2)) throw new Error('no two');
      return items.map(String);
    });
    const all = Promise.allSettled([1, 2, 3].map((item) => gather.add('a', item)));
    await turn();
    for (let goes = 0; goes < 4; goes += 1) await open();

    expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(calls.map(({ items }) => items)).toEqual([[1, 2, 3], [1], [2], [3]]);
  });

  it('cuts what is too much for one piece', async () => {
    const { calls, gather, turn, open } = stage();
    const all = Promise.all(Array.from({ length: 250 }, (_, index) => gather.add('a', index)));
    await turn();
    for (let goes = 0; goes < 3; goes += 1) await open();

    expect(await all).toHaveLength(250);
    expect(calls.map(({ items }) => items.length)).toEqual([100, 100, 50]);
  });
});
