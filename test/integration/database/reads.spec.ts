/** Fast reads show what a transaction would show, to the same agency, and change nothing. */
import type { Reader } from '../../../backend/src/core/database/database.service.js';
import { anAgency, aTalent } from '../../factories/rows.js';
import { openDatabase } from '../../support/open-database.js';

const names = (reader: Reader) => reader.$queryRaw<{ name: string }[]>`SELECT name FROM talent ORDER BY name`;

const everyType = (reader: Reader) => reader.$queryRaw<object[]>`
  SELECT ${7}::int AS small, ${9007199254740993n}::bigint AS large, ${'{"a": [1]}'}::jsonb AS json, true AS yes, NULL AS nothing,
    ${new Date(0)}::timestamptz AS at, ${['x', 'y']}::text[] AS list, '0199aa00-0000-7000-8000-000000000002'::uuid AS id`;

describe('fast reads', () => {
  const { rows, database } = openDatabase();

  it('give every type as a transaction does', async () => {
    const { id } = await anAgency(rows);

    const read = await database.readInAgency(id, everyType);

    expect(read).toEqual(await database.inAgency(id, everyType));
  });

  it('see the rows of their agency alone, however many go on side by side', async () => {
    const agencies = await Promise.all(Array.from({ length: 12 }, () => anAgency(rows)));
    for (const agency of agencies) await aTalent(rows, agency.id, { name: agency.id });

    const seen = await Promise.all([...agencies, ...agencies].map(({ id }) => database.readInAgency(id, names)));

    expect(seen).toEqual([...agencies, ...agencies].map(({ id }) => [{ name: id }]));
    await expect(database.readOutside(names)).resolves.toEqual([]);
  });

  it('change nothing', async () => {
    const { id } = await anAgency(rows);

    const writing = database.readInAgency(id, (reader) => reader.$queryRaw`DELETE FROM talent`);

    await expect(writing).rejects.toMatchObject({ code: '25006' });
  });

  it('leave nothing behind when they fail', async () => {
    const { id } = await anAgency(rows);

    for (let time = 0; time < 30; time += 1) {
      await expect(database.readInAgency(id, (reader) => reader.$queryRaw`SELECT 1 / 0`)).rejects.toThrow('division');
    }

    await expect(database.readOutside(names)).resolves.toEqual([]);
    await expect(database.readInAgency(id, names)).resolves.toEqual([]);
  });
});
