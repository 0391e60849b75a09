import { UNREACHABLE, problemFrom } from '../core/problem';
import { linkWords } from './link-words';
import { en } from './words/en';

describe('a link that opens nothing', () => {
  it.each([
    [404, 'This link does not work', /cut off/],
    [410, 'This link does not work', /run out/],
    [401, 'Open your link once more', /forgets you/],
  ])('%d: what to do is said, and another try is not offered', (status, title, text) => {
    const said = linkWords(problemFrom(status, {}), en);
    expect(said).toEqual({ title, text: expect.stringMatching(text), mayTry: false });
  });

  it('may be tried again where there was no answer', () => {
    expect(linkWords(UNREACHABLE, en)).toMatchObject({ text: en.problems.away, mayTry: true });
  });
});
