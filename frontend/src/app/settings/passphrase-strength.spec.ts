import { strengthOf } from './passphrase-strength';

describe('the strength of a passphrase', () => {
  it.each([
    ['', 0, /^At least 8 characters/],
    ['seven c', 0, /^1 more character,/],
    ['abc', 0, /^5 more characters,/],
    ['eight ch', 1, /^Will do/],
    ['aaaaaaaaaaaaaaaaaaaaaaaaa', 1, /^Too much of the same/],
    ['seven quiet lamps', 2, /^Strong/],
    ['seven quiet harbours at noon', 3, /^Very strong/],
  ])('of “%s” is %d', (passphrase, level, words) => {
    expect(strengthOf(passphrase)).toEqual({ level, words: expect.stringMatching(words) });
  });

  it('asks for length, and for no kind of character', () => {
    expect(strengthOf('quiet lamps over the pier').level).toBe(strengthOf('Qu1et l@mps 0ver the pier').level);
  });

  it('counts an emoji as one character', () => {
    expect(strengthOf('🦩🦩🦩🦩').words).toMatch(/^4 more characters/);
  });
});
