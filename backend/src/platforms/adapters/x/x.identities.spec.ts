import { PERSONAS } from '../../simulation/personas.js';
import { postIdOf, UserIdentities } from './x.identities.js';

describe('simulated ids', () => {
  const known = new UserIdentities();
  const stranger = new UserIdentities();

  const carried = [
    'a',
    '_',
    '0',
    'mia_sol',
    'Maya_Chen',
    'mayarodriguez',
    'maya_rodriguez',
    'benjamin_schmid',
    'turns_suspended',
    'newowner_mia',
  ];

  it.each([...carried, ...PERSONAS.map(({ prefix }) => `${prefix}_mia`)])('carry the name %s', (name) => {
    const id = known.idOf(name) ?? '';
    expect(id).toMatch(/^\d{1,19}$/);
    expect(stranger.nameOf(id)).toBe(name.toLowerCase());
  });

  it('of long and unlikely names are known to those who were asked for the name', () => {
    const id = known.idOf('qx7_zq91xx_0q4w') ?? '';
    expect([known.nameOf(id), stranger.nameOf(id)]).toEqual(['qx7_zq91xx_0q4w', null]);
  });

  it('are nobody’s where no name can be', () => {
    expect([known.idOf('no-name'), known.idOf(''), known.idOf('a'.repeat(16))]).toEqual([null, null, null]);
    expect([known.nameOf('1'), known.nameOf('9999999999999999999'), known.nameOf('mia')]).toEqual([null, null, null]);
  });

  it('differ', () => {
    const names = [...PERSONAS.map(({ prefix }) => prefix), 'mia', 'mib', 'mia_', 'm_ia'];
    expect(new Set(names.map((name) => known.idOf(name))).size).toBe(names.length);
  });

  it('of posts hold the time, as real ones do', () => {
    const at = new Date('2026-11-20T10:00:00Z');
    expect(Number((BigInt(postIdOf('seed', at)) >> 22n) + 1_288_834_974_657n)).toBe(at.getTime());
    expect(postIdOf('seed', at)).not.toBe(postIdOf('other', at));
  });
});
