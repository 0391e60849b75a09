import { holdsCode, newProofCode } from './proof-code.js';

const CODE = 'rostrum-k7m2x9qp';

describe('a new code', () => {
  it('can be typed from a screen: no letters and digits that look alike', () => {
    for (let made = 0; made < 200; made += 1) expect(newProofCode()).toMatch(/^rostrum-[a-hjkmnp-z2-9]{8}$/);
  });

  it('is another one each time', () => {
    expect(new Set(Array.from({ length: 500 }, newProofCode)).size).toBe(500);
  });
});

describe('a text that holds the code', () => {
  it.each([
    ['alone', CODE],
    ['in other text', `Singer · ${CODE} · booking: mia@example.com`],
    ['in capitals', 'ROSTRUM-K7M2X9QP'],
    ['at the end of a sentence', `It is me: ${CODE}.`],
    ['in brackets, on a line of its own', `Singer\n(${CODE})\nBerlin`],
    ['beside an emoji', `🎤${CODE}🎤`],
    ['beside a hyphen', `- ${CODE}- tour`],
    ['with the dash that a keyboard made of it', 'rostrum–k7m2x9qp'],
    ['with a hyphen that does not break', 'rostrum\u2011k7m2x9qp'],
    ['in full-width letters', 'ｒｏｓｔｒｕｍ－ｋ７ｍ２ｘ９ｑｐ'],
    ['with something invisible in it', 'rostrum-k7m2\u200bx9qp'],
    ['after a longer word that looks like it', `x${CODE} and ${CODE}`],
  ])('%s', (_, text) => {
    expect(holdsCode(text, CODE)).toBe(true);
  });
});

describe('a text that does not hold the code', () => {
  it.each([
    ['nothing at all', null],
    ['an empty one', ''],
    ['another code', 'rostrum-k7m2x9qq'],
    ['a part of it', 'rostrum-k7m2x9q'],
    ['the code in a longer word', `${CODE}x`],
    ['the code after a letter', `a${CODE}`],
    ['the code before a digit', `${CODE}7`],
    ['the code after a letter beyond the BMP', `𐐀${CODE}`],
    ['the code before a letter of another script', `${CODE}я`],
    ['the code with a gap', 'rostrum- k7m2x9qp'],
    ['the code with an underscore', `${CODE}_`],
  ])('%s', (_, text) => {
    expect(holdsCode(text, CODE)).toBe(false);
  });
});
