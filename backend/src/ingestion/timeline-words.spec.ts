import { CONNECTION_CODES } from '../core/connection-codes.js';
import type { ConnectionCode } from '../core/connection-codes.js';
import type { TimelineRow } from './timeline.repository.js';
import { tell } from './timeline-words.js';

const AT = new Date('2026-01-01T12:00:00Z');
const TUBE = { name: 'Tube' };
const base = { id: 'x', at: AT, actor: null };
const CODES = Object.keys(CONNECTION_CODES) as ConnectionCode[];

const deed = (what: string, facts: Extract<TimelineRow, { source: 'deed' }>['facts'] = null) =>
  tell({ ...base, source: 'deed', what, facts, actor: 'Ada' }, TUBE);
const run = (code: ConnectionCode | null, strike: number | null = null) =>
  tell({ ...base, source: 'run', what: 'failed', code, facts: { strike, earlier: true, posts: 0 } }, TUBE);
const change = (what: string, before: string | null, after: string | null) =>
  tell({ ...base, source: 'change', what, facts: { before, after } }, TUBE);

describe('events in words', () => {
  it.each(CODES)('%s has a title of at most 80 characters, with the platform by its name', (code) => {
    for (const event of [run(code), run(code, 1), tell({ ...base, source: 'raised', what: code }, TUBE)]) {
      expect(event.title.length).toBeLessThanOrEqual(80);
      expect(`${event.title}${event.text ?? ''}`).not.toMatch(/[{}]|undefined/);
    }
  });

  it('a failure without a code still has words', () => {
    expect(run(null)).toMatchObject({ tone: 'bad', title: 'The sync failed', text: null, code: null });
  });

  it.each([
    [1, 'warning', 'Not found on Tube, 1 of 3'],
    [3, 'bad', 'Not found on Tube, 3 of 3'],
    [4, 'bad', 'Still not found on Tube'],
  ])('miss %d is a %s: %s', (count, tone, title) => {
    expect(run('PROFILE_NOT_FOUND', count)).toMatchObject({ tone, title });
  });

  it('a deed says who, and what a colleague would ask', () => {
    const fields = [
      { field: 'control', before: 'enabled', after: 'paused' },
      { field: 'reason', before: null, after: 'On tour' },
    ];
    expect(deed('connection.paused', fields)).toMatchObject({ title: 'Tube paused', text: 'On tour', actor: 'Ada' });
    const moved = [{ field: 'talent', before: 'Mia', after: 'Nora' }];
    expect(deed('connection.transferred', moved).text).toBe('Mia → Nora');
  });

  it('a deed that is not listed is told by its name', () => {
    expect(deed('connection.sun_bathed')).toMatchObject({ title: 'Sun bathed', tone: 'neutral', text: null });
  });

  it('a change shows before and after, and nothing as nothing', () => {
    expect(change('handle', 'mia', 'miasol').text).toBe('@mia → @miasol');
    expect(change('bio', null, 'Singer')).toMatchObject({ title: 'Bio changed on Tube', text: 'nothing → Singer' });
    expect(change('accountType', 'affiliate', 'partner')).toMatchObject({
      title: 'Kind of account changed on Tube',
      text: 'Affiliate → Partner',
    });
    expect(change('avatar', 'https://a', 'https://b').text).toBeNull();
    expect(change('verified', 'false', 'true').title).toBe('Tube verified this account');
    expect(change('verified', 'true', 'false').title).toBe('Tube no longer verifies this account');
  });

  it('a long text is cut between characters, never within one', () => {
    const { text } = change('bio', null, '🎤'.repeat(600));
    expect([...(text ?? '')]).toHaveLength(400);
    expect(text?.endsWith('🎤…')).toBe(true);
  });
});
