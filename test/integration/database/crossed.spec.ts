/** Work that stands in another's way is done again, and nobody hears of it. */
import { anAgency, aTalent } from '../../factories/rows.js';
import { openDatabase } from '../../support/open-database.js';

describe('work that crosses', () => {
  const { rows, database } = openDatabase();

  it.each(['inAgency', 'writeInAgency'] as const)('is done in the end, all of it, once (%s)', async (way) => {
    const { id: agencyId } = await anAgency(rows);
    const [one, other] = [await aTalent(rows, agencyId), await aTalent(rows, agencyId)];
    let goes = 0;
    let arrived = 0;
    let bothHold = (): void => undefined;
    const meeting = new Promise<void>((resolve) => (bothHold = resolve));
    const tag = (ids: readonly string[], name: string) =>
      database[way](agencyId, async (tx) => {
        goes += 1;
        for (const id of ids) {
          await tx.$executeRaw`UPDATE talent SET tags = array_append(tags, ${name}) WHERE agency_id = ${agencyId}::uuid AND id = ${id}::uuid`;
          if ((arrived += 1) === 2) bothHold();
          await meeting;
        }
      });

    await Promise.all([tag([one, other], 'north'), tag([other, one], 'south')]);

    expect(goes).toBeGreaterThanOrEqual(3); // at its next go it may take its row before the other has woken, and cross again
    const { rows: found } = await rows.query<{ tags: string[] }>('SELECT tags FROM talent WHERE agency_id = $1', [
      agencyId,
    ]);
    expect(found.map(({ tags }) => [...tags].sort())).toEqual([
      ['north', 'south'],
      ['north', 'south'],
    ]);
  });

  it('is not done again where it failed by itself', async () => {
    const { id } = await anAgency(rows);
    let goes = 0;
    const failing = database.inAgency(id, (tx) => {
      goes += 1;
      return tx.$queryRaw`SELECT 1 / 0`;
    });

    await expect(failing).rejects.toThrow();
    expect(goes).toBe(1);
  });
});
