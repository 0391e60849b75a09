/** How hard a passphrase is to guess, by length alone: that is what counts, and no rule of composition does. */
export interface Strength {
  /** 0 to 3, for the bar. */
  readonly level: 0 | 1 | 2 | 3;
  readonly words: string;
}

const LEAST = 8;
const GOOD = 15;
const EXCELLENT = 22;

export function strengthOf(passphrase: string): Strength {
  const length = [...passphrase].length;
  if (length === 0)
    return { level: 0, words: 'At least 8 characters. A few unrelated words are easy to keep in mind.' };
  if (length < LEAST) {
    const left = LEAST - length;
    return { level: 0, words: `${left} more ${left === 1 ? 'character' : 'characters'}, at least.` };
  }
  if (new Set(passphrase.toLowerCase()).size < 5)
    return { level: 1, words: 'Too much of the same: add other letters.' };
  if (length < GOOD) return { level: 1, words: 'Will do. Another word or two makes it strong.' };
  return length < EXCELLENT ? { level: 2, words: 'Strong.' } : { level: 3, words: 'Very strong.' };
}
