import type { Activity } from '../core/api/models';
import { actionWords, actorName, changeWords, fieldWords, targetWords, valueWords, type Names } from './activity-words';

const PERSON = '01a20516-7b13-767f-952d-21b6f70d310b';
const STRANGER = '01a20516-7b13-767f-952d-000000377d78';
const names: Names = {
  person: (id) => (id === PERSON ? 'Marta' : null),
  platform: (id) => ({ bluesky: 'Bluesky' })[id] ?? id,
};

function entry(change: Partial<Activity>): Activity {
  const actor = { kind: 'staff' as const, id: PERSON, name: 'Marta' };
  const base = { id: '1', at: '2026-11-22T12:00:00Z', action: 'talent.updated', target: null, changes: [] };
  return { ...base, actor, requestId: null, address: null, ...change };
}

describe('activity words', () => {
  it.each([
    ['connection.created', 'Connection created'],
    ['api-key.revoked', 'API key revoked'],
    ['sign-in.succeeded', 'Signed in'],
    ['talent.status_changed', 'Talent status changed'],
  ])('reads %s as "%s"', (action, words) => {
    expect(actionWords(action)).toBe(words);
  });

  it('names who acted, also when the name is gone', () => {
    expect(actorName({ kind: 'staff', id: '1', name: 'Marta' })).toBe('Marta');
    expect(actorName({ kind: 'anonymous', id: null, name: null })).toBe('Somebody not signed in');
  });

  it('names what it was done to, but not the actor twice', () => {
    const self = { type: 'staff', id: PERSON, name: 'Marta' };
    expect(targetWords(entry({ action: 'sign-in.succeeded', target: self }))).toBeNull();
    expect(targetWords(entry({ action: 'staff.created', target: { ...self, id: STRANGER, name: 'Jo' } }))).toBe('Jo');
  });

  it('says what kind of thing was erased', () => {
    const gone = { type: 'connection', id: '9', name: null };
    expect(targetWords(entry({ action: 'connection.created', target: gone }))).toBe('erased since');
    expect(targetWords(entry({ action: 'access.denied', target: gone }))).toBe('a connection that was erased since');
    expect(targetWords(entry({ action: 'connection.erased', target: gone }))).toBeNull();
  });

  it.each([
    ['ownerId', 'Owner'],
    ['expectedHandle', 'Expected handle'],
    ['email', 'E-mail'],
  ])('calls %s "%s"', (field, words) => {
    expect(fieldWords(field)).toBe(words);
  });

  it.each([
    ['tags', [], 'nothing'],
    ['tags', ['a', 'b'], 'a, b'],
    ['verified', true, 'yes'],
    ['posts', 3, '3'],
    ['ownerId', PERSON, 'Marta'],
    ['ownerId', STRANGER, 'another owner'],
    ['platform', 'bluesky', 'Bluesky'],
    ['expiresAt', '2027-01-31T12:00:00.000Z', '31 Jan 2027'],
  ])('reads %s %j as "%s"', (field, value, words) => {
    expect(valueWords(field, value, names)).toBe(words);
  });

  it('leaves out a name or handle that the target has said', () => {
    const target = { type: 'connection', id: '9', name: 'Mia · @mia' };
    const changes = [
      { field: 'platform', before: null, after: 'bluesky' },
      { field: 'handle', before: null, after: 'mia' },
      { field: 'name', before: null, after: 'Mia · @mia' },
    ];
    expect(changeWords(entry({ target, changes }), names)).toEqual([
      { field: 'Platform', before: null, after: 'Bluesky' },
    ]);
  });
});
