import type { GivenRow } from './import.js';
import { judge } from './verdicts.js';
import type { ReadProfile, ReadRow, Surroundings } from './verdicts.js';

const EMPTY: Surroundings = { talents: [], holders: new Map() };
const person = (id: string, name: string, email: string | null = null, archived = false) => ({
  id,
  name,
  email,
  archived,
});
const account = (value: string): ReadProfile => ({
  locator: { platform: 'chirp', kind: 'handle', value },
  key: `chirp:${value}`,
});

let line = 1;
beforeEach(() => (line = 1));
const row = (talent: string, profile: ReadProfile, over: Partial<GivenRow> = {}): ReadRow => ({
  line: (line += 1),
  part: 0,
  given: { talent, email: null, tags: [], aliases: [], notes: null, platform: null, profile: 'given', ...over },
  profile,
});

const outcomes = (rows: ReadRow[], surroundings: Surroundings = EMPTY) =>
  judge(rows, surroundings).map(({ verdict: { outcome, code, text } }) => [outcome, code, text]);

describe('a dry run', () => {
  it('adds new talents once, and further profiles to them', () => {
    expect(outcomes([row('Mia', account('mia')), row(' MIA', account('mia-tv')), row('Noa', null)])).toEqual([
      ['ready', null, 'Adds Mia with this profile.'],
      ['ready', null, 'Adds this profile to  MIA, who is new in line 2.'],
      ['ready', null, 'Adds Noa.'],
    ]);
  });

  it('finds talents by name or e-mail, whatever the case', () => {
    const talents = [person('1', 'Mia Sol'), person('2', 'Noa', 'noa@example.com')];
    const judged = judge(
      [
        row('mia sol', account('mia')),
        row('Someone', account('noa'), { email: 'NOA@example.com' }),
        row('MIA SOL', null),
      ],
      { ...EMPTY, talents },
    );
    expect(judged.map(({ verdict: { outcome, text, talentId } }) => [outcome, text, talentId])).toEqual([
      ['ready', 'Adds this profile to Mia Sol.', '1'],
      ['ready', 'Adds this profile to Noa.', '2'],
      ['known', 'Mia Sol is on the roster already.', '1'],
    ]);
  });

  it('does not guess which of two namesakes is meant', () => {
    const talents = [person('1', 'Mia'), person('2', 'mia', 'mia@example.com'), person('3', 'Lea', 'lea@example.com')];
    expect(
      outcomes(
        [
          row('Mia', account('a')),
          row('Mia', account('b'), { email: 'mia@example.com' }),
          row('Lea', account('c'), { email: 'other@example.com' }),
        ],
        { ...EMPTY, talents },
      ),
    ).toEqual([
      ['refused', 'TALENT_UNCLEAR', '2 talents are called Mia. Add the e-mail of the one you mean.'],
      ['ready', null, 'Adds this profile to mia.'],
      ['refused', 'TALENT_UNCLEAR', 'Lea is on the roster with another e-mail. Use that one, or none.'],
    ]);
  });

  it('thinks of who is archived only where nobody else goes by that name', () => {
    const talents = [person('1', 'Mia', null, true), person('2', 'Mia'), person('3', 'Noa', null, true)];
    expect(outcomes([row('Mia', account('a')), row('Noa', account('b'))], { ...EMPTY, talents })).toEqual([
      ['ready', null, 'Adds this profile to Mia.'],
      ['ready', null, 'Adds this profile to Noa, who is archived.'],
    ]);
  });

  it('refuses what a line repeats, and says which', () => {
    expect(
      outcomes([row('Mia', account('mia')), row('Noa', account('mia')), row('Lea', null), row('lea', null)]),
    ).toEqual([
      ['ready', null, 'Adds Mia with this profile.'],
      ['refused', 'ROW_REPEATED', 'This is the same profile as in line 2.'],
      ['ready', null, 'Adds Lea.'],
      ['refused', 'ROW_REPEATED', 'This is the same talent as in line 4.'],
    ]);
  });

  it('knows what is connected, and makes no talent for it', () => {
    const holders = new Map([['chirp:mia', { connectionId: 'c', talentId: 't', talentName: 'Mia Sol' }]]);
    const judged = judge([row('Mia', account('mia')), row('Mia', account('other'))], { ...EMPTY, holders });
    expect(judged[0]?.verdict).toEqual({
      outcome: 'known',
      code: 'PROFILE_DUPLICATE',
      text: 'Connected already, to Mia Sol.',
      talentId: 't',
      connectionId: 'c',
    });
    expect(judged[1]?.verdict.text).toBe('Adds Mia with this profile.');
  });

  it('hands on why a profile can’t be read, before anything else is made of the row', () => {
    const unread = { code: 'INPUT_NOT_A_PROFILE', text: 'This is a post.' };
    expect(outcomes([row('Mia', unread), row('', account('a')), row('Mia', account('b'))])).toEqual([
      ['refused', 'INPUT_NOT_A_PROFILE', 'This is a post.'],
      ['refused', 'ROW_INVALID', 'This row has no talent’s name.'],
      ['ready', null, 'Adds Mia with this profile.'],
    ]);
  });
});
