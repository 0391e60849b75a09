import { UNREACHABLE, problemFrom } from '../core/problem';
import { linkWords } from './link-words';
import { en } from './words/en';

describe('a link that opens nothing', () => {
  it.each([
    [404, null, 'This link does not work', /cut off/],
    [410, 'CONSENT_LINK_EXPIRED', 'This link does not work', /run out/],
    [410, 'CONSENT_LINK_USED', 'This link does not work', /newer one/],
    [410, null, 'This link does not work', /taken it back/],
    [401, null, 'Open your link once more', /forgets you/],
  ])('%d %s: what to do is said, and another try is not offered', (status, connectionCode, title, text) => {
    const said = linkWords(problemFrom(status, { connectionCode }), en);
    expect(said).toEqual({ title, text: expect.stringMatching(text), mayTry: false });
  });

  it('may be tried again where there was no answer', () => {
    expect(linkWords(UNREACHABLE, en)).toMatchObject({ text: en.problems.away, mayTry: true });
  });
});
