import { Stillness, STILL_MS } from './stillness.js';

describe('a group', () => {
  it('stands still once nothing of it has come any further for a while', () => {
    const stillness = new Stillness();

    expect([0, STILL_MS - 1, STILL_MS].map((now) => stillness.look(0, now))).toEqual([false, false, true]);
  });

  it('goes on with the next answer, and may stand still again', () => {
    const stillness = new Stillness();
    stillness.look(1, 0);
    expect(stillness.look(1, STILL_MS)).toBe(true);

    expect(stillness.look(2, STILL_MS + 1)).toBe(false);
    expect(stillness.look(2, 2 * STILL_MS)).toBe(false);
    expect(stillness.look(2, 2 * STILL_MS + 1)).toBe(true);
  });
});
