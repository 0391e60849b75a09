import { KeySequence } from './key-sequence';

const KNOWN = ['g t', 'g r', 'n', '?'];

describe('KeySequence', () => {
  const typed = (...presses: readonly (readonly [string, number])[]) => {
    const sequence = new KeySequence();
    return presses.map(([key, at]) => sequence.press(key, at, KNOWN));
  };

  it('knows single keys', () => {
    expect(typed(['n', 0], ['?', 1], ['x', 2])).toEqual(['n', '?', null]);
  });

  it('knows two keys after each other', () => {
    expect(typed(['g', 0], ['t', 100], ['g', 200], ['r', 300])).toEqual([null, 'g t', null, 'g r']);
  });

  it('begins anew after a pause', () => {
    expect(typed(['g', 0], ['t', 1_501])).toEqual([null, null]);
    expect(typed(['g', 0], ['t', 1_500])).toEqual([null, 'g t']);
  });

  it('takes the second key for itself where the two mean nothing', () => {
    expect(typed(['g', 0], ['n', 10], ['t', 20])).toEqual([null, 'n', null]);
    expect(typed(['g', 0], ['g', 10], ['t', 20])).toEqual([null, null, 'g t']);
  });
});
