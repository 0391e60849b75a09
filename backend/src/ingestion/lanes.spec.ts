import { Lanes } from './lanes.js';

const turn = () => new Promise((next) => setImmediate(next));

describe('lanes', () => {
  it('run never more than so many at a time, and answer in order', async () => {
    let running = 0;
    let most = 0;
    const results = await new Lanes(3).each([1, 2, 3, 4, 5, 6, 7], async (item) => {
      most = Math.max(most, (running += 1));
      for (let turns = 8 - item; turns > 0; turns -= 1) await turn();
      running -= 1;
      return item * 2;
    });

    expect(most).toBe(3);
    expect(results).toEqual([2, 4, 6, 8, 10, 12, 14]);
  });

  it('go on beside one that is slow', async () => {
    const done: number[] = [];
    let release = () => undefined as void;
    const all = new Lanes(2).each([1, 2, 3, 4], async (item) => {
      if (item === 1) await new Promise<void>((go) => (release = go));
      done.push(item);
    });
    for (let turns = 0; turns < 5; turns += 1) await turn();

    expect(done).toEqual([2, 3, 4]);
    release();
    await all;
    expect(done).toEqual([2, 3, 4, 1]);
  });

  it('are free again after work that failed', async () => {
    const lanes = new Lanes(1);
    await expect(lanes.run(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');

    expect(await lanes.run(() => Promise.resolve('well'))).toBe('well');
  });
});
