import type { Activity } from '../core/api/models';
import {
  actionWords,
  actorName,
  changeWords,
  fieldWords,
  targetPath,
  targetWords,
  valueWords,
  type Names,
} from './activity-words';

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
    ['connection.paused', 'Connection paused'],
    ['connection.resumed', 'Connection resumed'],
    ['connection.restored', 'Connection back again'],
    ['connection.transferred', 'Connection moved to another talent'],
    ['connection.proof_requested', 'Proof of ownership asked for'],
    ['connection.proof_withdrawn', 'Proof of ownership called off'],
    ['connection.verified', 'Ownership proved'],
    ['talent.merged', 'Another talent merged in'],
    ['talent.archived', 'Talent archived'],
    ['import.created', 'Import checked'],
    ['import.finished', 'Import finished'],
    ['alert.closed', 'Alert closed'],
    ['staff.invited', 'Staff invited'],
    ['staff.role_changed', 'Staff role changed'],
    ['session.revoked', 'Session ended'],
    ['passphrase.changed', 'Own passphrase changed'],
    ['agency.renamed', 'Agency renamed'],
    ['platform.checked', 'Platform checked'],
    ['invitation.created', 'Consent asked for'],
    ['invitation.renewed', 'New link made'],
    ['invitation.revoked', 'Link taken back'],
    ['consent.granted', 'Consent given'],
    ['consent.refused', 'Refused to connect'],
    ['consent.withdrawn', 'Consent withdrawn'],
    ['app-credential.set', 'Own app’s keys saved'],
    ['talent.account_made', 'Sign-in made for the talent'],
  ])('reads %s as "%s"', (action, words) => {
    expect(actionWords(action)).toBe(words);
  });

  it('names who acted, also when the name is gone', () => {
    expect(actorName({ kind: 'staff', id: '1', name: 'Marta' })).toBe('Marta');
    expect(actorName({ kind: 'anonymous', id: null, name: null })).toBe('Somebody not signed in');
    expect(actorName({ kind: 'invitation', id: null, name: null })).toBe('The talent, by a link');
  });

  it('tells how a consent was matched, and what became of a connection by it', () => {
    expect(valueWords('matched', 'none', names)).toBe('by the talent’s word');
    expect(valueWords('connection', 'upgraded', names)).toBe('was public until now');
    expect(valueWords('platforms', ['bluesky', 'tube'], names)).toBe('Bluesky, tube');
  });

  it('says of access that was given back no connection that may never have been', () => {
    const target = { type: 'connection', id: STRANGER, name: null };
    expect(targetWords(entry({ action: 'consent.revoked', target }))).toBeNull();
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
    const invited = { type: 'staff', id: '9', name: null };
    expect(targetWords(entry({ action: 'staff.invitation_withdrawn', target: invited }))).toBeNull();
  });

  it.each([
    ['ownerId', 'Owner'],
    ['expectedHandle', 'Expected handle'],
    ['email', 'E-mail'],
    ['proofExpiresAt', 'The code expires'],
    ['known', 'Rows already there'],
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
    ['purpose', 'reset', 'a new passphrase'],
    ['connected', 0, '0'],
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

  it('leaves out what the action has said', () => {
    const paused = [
      { field: 'control', before: 'enabled', after: 'paused' },
      { field: 'reason', before: null, after: 'On tour' },
    ];
    expect(changeWords(entry({ action: 'connection.paused', changes: paused }), names)).toEqual([
      { field: 'Reason', before: null, after: 'On tour' },
    ]);
    const status = [{ field: 'status', before: 'active', after: 'archived' }];
    expect(changeWords(entry({ action: 'talent.archived', changes: status }), names)).toEqual([]);
    expect(changeWords(entry({ action: 'talent.updated', changes: status }), names)).toHaveLength(1);
  });

  it.each([
    ['talent.updated', 'talent', '/talents/9'],
    ['connection.paused', 'connection', '/connections/9'],
    ['import.finished', 'import', '/imports/9'],
    ['import.deleted', 'import', null],
    ['staff.renamed', 'staff', null],
  ])('leads from %s of a %s to %s', (action, type, path) => {
    expect(targetPath(entry({ action, target: { type, id: '9', name: 'Mia' } }))).toBe(path);
    expect(targetPath(entry({ action, target: { type, id: '9', name: null } }))).toBeNull();
  });
});
