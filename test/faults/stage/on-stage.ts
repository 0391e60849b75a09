/** A file of faults: a stage of its own, and after each fault everything that must be true of the rows is looked for. */
import { assertAttended, assertInvariants } from '../../support/invariants.js';
import { until } from '../../support/until.js';
import { SEED } from './dice.js';
import { LONG, Stage } from './stage.js';

export function describeOnStage(title: string, describeRows: (given: () => Stage) => void): void {
  jest.setTimeout(LONG ? 1_800_000 : 300_000); // catches what hangs, no more

  describe(`${title} (FAULT_SEED=${SEED})`, () => {
    let stage: Stage;

    beforeAll(async () => {
      stage = await Stage.open();
    });
    afterEach(async () => {
      stage.platforms.clear();
      await until('nobody runs anything', async () => {
        const { rows } = await stage.rows.query(`SELECT FROM connection_sync WHERE lease_owner IS NOT NULL LIMIT 1`);
        return rows.length === 0;
      });
      await assertInvariants(stage.rows);
      await assertAttended(stage.rows);
      stage.book.assertWell();
      await stage.rows.query('DELETE FROM social_connection');
    });
    afterAll(() => stage.close());

    describeRows(() => stage);

    it('after all of it, no secret stands in rows, in Redis, in logs or in answers', async () => {
      expect(await stage.leaks()).toEqual([]);
    });
  });
}
