import { actionWords, actorName, fieldWords, valueWords } from './activity-words';

describe('activity words', () => {
  it.each([
    ['connection.created', 'Connection created'],
    ['api-key.revoked', 'API key revoked'],
    ['session.sign-in-failed', 'Session sign in failed'],
    ['talent.status_changed', 'Talent status changed'],
  ])('reads %s as "%s"', (action, words) => {
    expect(actionWords(action)).toBe(words);
  });

  it('names who acted, also when the name is gone', () => {
    expect(actorName({ kind: 'staff', id: '1', name: 'Marta' })).toBe('Marta');
    expect(actorName({ kind: 'anonymous', id: null, name: null })).toBe('Somebody not signed in');
  });

  it('reads fields and values', () => {
    expect(fieldWords('expectedHandle')).toBe('Expected handle');
    expect([null, [], ['a', 'b'], true, 3].map(valueWords)).toEqual(['nothing', 'nothing', 'a, b', 'yes', '3']);
    expect(valueWords('01a20516-7b13-767f-952d-21b6f70d310b')).toBe('…0d310b');
  });
});
