import { readCsv } from './csv-text.js';

const KNOWN = new Set(['talent', 'profile']);
const read = (text: string, most = 100) => readCsv(text, (column) => KNOWN.has(column), most);

function table(text: string) {
  const reading = read(text);
  if ('problems' in reading) throw new Error(reading.problems.map(({ message }) => message).join('\n'));
  return reading.table;
}

function problems(text: string, most?: number) {
  const reading = read(text, most);
  return 'problems' in reading ? reading.problems : [];
}

const ROWS = [
  { line: 2, cells: ['Mia', '@mia'] },
  { line: 3, cells: ['Noa', '@noa'] },
];

describe('a CSV text', () => {
  it.each([
    ['commas', 'talent,profile\nMia,@mia\nNoa,@noa\n'],
    ['semicolons', 'talent;profile\nMia;@mia\nNoa;@noa\n'],
    ['tabs', 'talent\tprofile\nMia\t@mia\nNoa\t@noa\n'],
    ['a byte order mark', '\uFEFFtalent,profile\nMia,@mia\nNoa,@noa'],
    ['CRLF', 'talent,profile\r\nMia,@mia\r\nNoa,@noa\r\n'],
    ['CR', 'talent,profile\rMia,@mia\rNoa,@noa\r'],
    ['quotes and spaces', '"talent", "profile"\n"Mia","@mia"\n Noa ,@noa\n'.replace(', "', ',"')],
  ])('may have %s', (_, text) => {
    expect(table(text)).toEqual({ header: ['talent', 'profile'], records: ROWS });
  });

  it('keeps delimiters, quotes and line ends that are quoted, and tells the line on which each row begins', () => {
    const { records } = table('talent,profile\r\n"Lind, ""Maya""\r\nof Oslo",@maya\r\n\r\n,\r\nNoa,@noa\r\n');
    expect(records).toEqual([
      { line: 2, cells: ['Lind, "Maya"\nof Oslo', '@maya'] },
      { line: 6, cells: ['Noa', '@noa'] },
    ]);
  });

  it('is taken apart where that makes known columns, whatever else is in its header', () => {
    expect(table('talent;profile;a,b,c,d\nMia;@mia;x\n').header).toEqual(['talent', 'profile', 'a,b,c,d']);
  });

  it('names every line that has more or fewer fields than the header', () => {
    expect(problems('talent,profile\nMia\nNoa,@noa\nLea,@lea,more\n')).toEqual([
      { field: 'csv', code: 'ragged-row', message: 'Line 2 has 1 field where the header has 2.' },
      { field: 'csv', code: 'ragged-row', message: 'Line 4 has 3 fields where the header has 2.' },
    ]);
  });

  it.each([
    ['NUL', '\0'],
    ['half a surrogate pair', '\ud800'],
    ['the other half', '\udc00'],
    ['what a wrong encoding leaves', '\uFFFD'],
  ])('names the line that holds %s', (_, character) => {
    expect(problems(`talent,profile\nMia,@mia\nNo${character}a,@noa\n`)).toEqual([
      {
        field: 'csv',
        code: 'unreadable-characters',
        message: 'Line 3 holds characters that can’t be read. Save the file as UTF-8.',
      },
    ]);
  });

  it('may hold emoji', () => {
    expect(table('talent,profile\nMia 🎤,@mia\n').records[0]?.cells).toEqual(['Mia 🎤', '@mia']);
  });

  it.each([
    ['a quote that is never closed', 'talent,profile\nMia,"@mia\nNoa,@noa\n', 'open-quote'],
    ['a quote in the middle of a field', 'talent,profile\nMia,"@mi"a\n', 'stray-quote'],
    ['nothing at all', '', 'empty'],
    ['blank lines alone', '\n\n\n', 'empty'],
    ['a header alone', 'talent,profile\n', 'empty'],
  ])('is refused with %s', (_, text, code) => {
    expect(problems(text)).toMatchObject([{ field: 'csv', code }]);
  });

  it('names the line on which a quote goes wrong', () => {
    expect(problems('talent,profile\nMia,@mia\nNoa,"@no"a\n')[0]?.message).toContain('Line 3');
  });

  it('has as many rows as one import takes', () => {
    const rows = (count: number) => `talent,profile\n${'Mia,@mia\n'.repeat(count)}`;
    expect(problems(rows(3), 3)).toEqual([]);
    expect(problems(rows(4), 3)).toMatchObject([{ code: 'too-many-rows' }]);
    expect(problems(rows(4), 3)[0]?.message).toContain('line 5');
  });

  it('is not read beyond the row that is too many', () => {
    const rows = 'Mia,@mia\n'.repeat(4);
    expect(problems(`talent,profile\n${rows}Noa,"@no"a\n`, 3)).toMatchObject([{ code: 'too-many-rows' }]);
    expect(problems(`talent,profile\n${',\n'.repeat(10)}Mia,@mia\n`, 3)).toEqual([]);
  });

  it('is not taken with more columns than can mean something', () => {
    expect(problems(`talent${',profile'.repeat(100)}\nMia\n`)).toEqual([
      { field: 'csv', code: 'too-many-columns', message: 'Line 1 names 101 columns; a file has at most 100.' },
    ]);
  });

  it('is not taken with a line that never ends', () => {
    expect(problems(`talent,profile\nMia,"${'x'.repeat(400_001)}`)).toMatchObject([{ code: 'too-long' }]);
  });
});
