/** Tells a group that only waits for its platform from one that works: for a while nothing of it has come any further. */

/** Answers take less, and so does storing what they bring. */
export const STILL_MS = 1_000;

export class Stillness {
  private last = Number.NaN;
  private since = 0;

  /** `progress` is any number that another answer, page or end changes. */
  look(progress: number, now: number): boolean {
    if (progress !== this.last) {
      this.last = progress;
      this.since = now;
    }
    return now - this.since >= STILL_MS;
  }
}
