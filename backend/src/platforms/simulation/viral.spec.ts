import { SimulatedAccount } from './simulated-account.js';

const HOUR_MS = 3_600_000;
const NOW = new Date('2026-11-20T12:00:00Z');
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);

describe('a viral account', () => {
  const account = new SimulatedAccount('network', 'viral-mia');
  const count = account.postCount(NOW);
  /** The newest post of those that explode, at the moment it appears. */
  const index = count - 1 - ((count - 1) % 6);
  const born = account.post(index, NOW).publishedAt;
  const viewsAfter = (hours: number) => account.post(index, new Date(born.getTime() + hours * HOUR_MS)).views;

  it('has a post that explodes within hours', () => {
    expect(viewsAfter(6)).toBeGreaterThan(20 * viewsAfter(1));
    const others = Array.from({ length: 5 }, (_, offset) => account.post(index - 1 - offset, later(24)).views);
    expect(viewsAfter(48)).toBeGreaterThan(5 * Math.max(...others));
  });

  it('wins followers by the ten thousand a day and loses none', () => {
    const followers = Array.from({ length: 73 }, (_, hours) => account.followers(later(hours)));
    expect(followers).toEqual([...followers].sort((a, b) => a - b));
    expect((followers.at(-1) ?? 0) - (followers[0] ?? 0)).toBeGreaterThan(50_000);
  });

  it('stays within what anything can count, even after twenty years', () => {
    const then = later(20 * 365 * 24);
    const last = account.postCount(then) - 1;
    for (const age of [0, 1, 5, 60]) {
      const post = account.post(last - age, then);
      expect(Number.isSafeInteger(post.views) && post.likes <= post.views && post.comments <= post.likes).toBe(true);
      expect(post.views).toBeLessThan(1e12);
    }
    expect(account.followers(then)).toBeLessThan(1e9);
  });
});
