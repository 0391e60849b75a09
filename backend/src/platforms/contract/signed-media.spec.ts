import { addressToKeep, samePicture, type SignedMedia } from './signed-media.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const DAY_MS = 86_400_000;

/** `https://<host>/<picture>?until=<days from now>` */
const signed: SignedMedia = {
  picture: (url) => new URL(url).pathname,
  goodUntil: (url) => {
    const days = new URL(url).searchParams.get('until');
    return days === null ? null : new Date(NOW.getTime() + Number(days) * DAY_MS);
  },
};
const address = (picture: string, until: string, host = 'cdn.example') => `https://${host}/${picture}?${until}`;
const FRESH = address('a', 'until=4', 'near.example');

describe('samePicture', () => {
  it('looks past the signature where there is one, and nowhere else', () => {
    expect(samePicture(signed, address('a', 'until=1'), FRESH)).toBe(true);
    expect(samePicture(signed, address('b', 'until=4'), FRESH)).toBe(false);
    expect(samePicture(undefined, address('a', 'until=1'), FRESH)).toBe(false);
    expect([samePicture(signed, null, FRESH), samePicture(signed, null, null)]).toEqual([false, true]);
  });
});

describe('addressToKeep', () => {
  it.each([
    ['the stored one while it is good for more than a day', address('a', 'until=1.1'), address('a', 'until=1.1')],
    ['the fresh one once the stored one ends within a day', address('a', 'until=0.9'), FRESH],
    ['the fresh one where the stored one has ended', address('a', 'until=-3'), FRESH],
    ['the fresh one where the stored one does not say when it ends', address('a', ''), FRESH],
    ['the fresh one where the picture is another', address('b', 'until=4'), FRESH],
    ['the fresh one where none was stored', null, FRESH],
  ])('is %s', (_what, stored, kept) => {
    expect(addressToKeep(signed, stored, FRESH, NOW)).toBe(kept);
  });

  it('is nothing where the picture is gone, and always the fresh one where nothing is signed', () => {
    expect(addressToKeep(signed, address('a', 'until=4'), null, NOW)).toBeNull();
    expect(addressToKeep(undefined, address('a', 'until=4'), FRESH, NOW)).toBe(FRESH);
  });
});
