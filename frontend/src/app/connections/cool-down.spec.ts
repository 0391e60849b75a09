import { problemFrom } from '../core/problem';
import { coolUntil, refusal } from './cool-down';

const now = new Date(2026, 10, 22, 14, 0);
const at = (minute: number) => new Date(2026, 10, 22, 14, minute).toISOString();

describe('the pause after a read by hand', () => {
  it.each([
    ['none', null, null],
    ['over', at(0), null],
    ['still on', at(5), '14:05'],
    ['nonsense', 'soon', null],
  ])('%s', (_, syncAllowedAt, expected) => {
    expect(coolUntil({ syncAllowedAt }, now)).toBe(expected);
  });

  it('says when to ask again, where the answer knows', () => {
    const told = problemFrom(429, { detail: 'Just read.', action: 'Wait a moment.', retryAfter: 300 });
    expect(refusal(told, now)).toBe('Just read. Again at 14:05.');
    expect(refusal(problemFrom(409, { detail: 'It is paused.', action: 'Resume it.' }), now)).toBe(
      'It is paused. Resume it.',
    );
  });
});
