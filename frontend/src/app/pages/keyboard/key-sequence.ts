/** Which keys somebody has pressed one after the other, and what they mean together. */

/** Whoever hesitates longer begins anew. */
const PAUSE_MS = 1_500;

export class KeySequence {
  private first: { key: string; at: number } | null = null;

  /** The known keys that this press completes, such as `g t` or `?`; null while there are none. */
  press(key: string, at: number, known: readonly string[]): string | null {
    const begun = this.first;
    this.first = null;
    const pair = begun && at - begun.at <= PAUSE_MS ? `${begun.key} ${key}` : null;
    if (pair && known.includes(pair)) return pair;
    if (known.includes(key)) return key;
    if (known.some((keys) => keys.startsWith(`${key} `))) this.first = { key, at };
    return null;
  }
}
