import { readPastedUrl } from '../../pasted-url.js';
import { instagramUrls, isUsername } from './instagram.urls.js';

function told(text: string): string {
  const pasted = readPastedUrl(text, new Set(instagramUrls.hosts));
  if (pasted.outcome !== 'url') return pasted.outcome;
  const reading = instagramUrls.readUrl(pasted.url);
  if (reading.outcome === 'profile') return `${reading.locator.kind} ${reading.locator.value}`;
  if (reading.outcome === 'not-a-profile') return `not a profile, by ${reading.author?.value ?? 'nobody'}`;
  return reading.outcome;
}

describe('instagramUrls', () => {
  it.each([
    ['https://www.instagram.com/talent.one', 'handle talent.one'],
    ['https://www.instagram.com/talent.one/', 'handle talent.one'],
    ['http://instagram.com/Talent_One?igsh=abc&utm_source=qr', 'handle talent_one'],
    ['instagram.com/talent.one#_', 'handle talent.one'],
    ['m.instagram.com/talent.one?hl=de', 'handle talent.one'],
    ['https://www.instagram.com/@talent.one', 'handle talent.one'],
    ['https://www.instagram.com/talent.one/reels/', 'handle talent.one'],
    ['https://www.instagram.com/talent.one/tagged/', 'handle talent.one'],
    ['https://www.instagram.com/_u/talent.one', 'handle talent.one'],
    ['https://www.instagram.com/stories/talent.one/3512345678901234567/', 'handle talent.one'],
    ['instagr.am/talent.one', 'handle talent.one'],
    ['https://ig.me/m/talent.one', 'handle talent.one'],
    [
      `https://l.instagram.com/?u=${encodeURIComponent('https://www.instagram.com/talent.one/')}&e=AT0`,
      'handle talent.one',
    ],
    ['https://www.instagram.com/talent.one/p/Cmadeup0001/', 'not a profile, by talent.one'],
    ['https://www.instagram.com/talent.one/reel/Cmadeup0001/', 'not a profile, by talent.one'],
    ['https://www.instagram.com/p/Cmadeup0001/', 'not a profile, by nobody'],
    ['https://www.instagram.com/reel/Cmadeup0001/', 'not a profile, by nobody'],
    ['https://www.instagram.com/reels/Cmadeup0001/', 'not a profile, by nobody'],
    ['https://www.instagram.com/tv/Cmadeup0001/', 'not a profile, by nobody'],
    ['https://www.instagram.com/stories/highlights/17900000000000001/', 'not a profile, by nobody'],
    ['https://www.instagram.com/stories/', 'not a profile, by nobody'],
    ['https://www.instagram.com/share/abc', 'not a profile, by nobody'],
    ['https://www.instagram.com/s/abc', 'not a profile, by nobody'],
    ['https://www.instagram.com/explore/tags/music/', 'not a profile, by nobody'],
    ['https://www.instagram.com/accounts/login/', 'not a profile, by nobody'],
    ['https://www.instagram.com/', 'not a profile, by nobody'],
    ['https://ig.me/talent.one', 'not a profile, by nobody'],
    ['https://l.instagram.com/?u=https%3A%2F%2Fevil.example%2Ftalent.one', 'not a profile, by nobody'],
    ['https://l.instagram.com/?u=https%3A%2F%2Finstagram.com%40evil.example%2Fx', 'not a profile, by nobody'],
    ['https://l.instagram.com/', 'not a profile, by nobody'],
    ['https://www.instagram.com/talent..one', 'invalid-handle'],
    ['https://www.instagram.com/.talent', 'invalid-handle'],
    ['https://www.instagram.com/tal%C3%A9nt', 'invalid-handle'],
  ])('%s is %s', (text, meaning) => {
    expect(told(text)).toBe(meaning);
  });

  it.each([
    ['Talent.One', 'talent.one'],
    ['a', 'a'],
    ['_', '_'],
    ['a'.repeat(30), 'a'.repeat(30)],
  ])('takes %p for a name', (text, value) => {
    expect(instagramUrls.readHandle(text)).toEqual({
      outcome: 'profile',
      locator: { platform: 'instagram', kind: 'handle', value },
    });
  });

  it.each(['', 'a'.repeat(31), 'a-b', 'a b', 'a.', '.a', 'a..b', 'é', 'a){id},x', 'ａ'])(
    'takes %p for none',
    (text) => {
      expect(instagramUrls.readHandle(text).outcome).toBe('invalid-handle');
      expect(isUsername(text)).toBe(false);
    },
  );

  it('claims no bare name, since every network has such', () => {
    expect(instagramUrls.claims('talent.one')).toBe(false);
  });
});
