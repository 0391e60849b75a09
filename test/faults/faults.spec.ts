/**
 * What the system must survive, on real processes, PostgreSQL and Redis; after each fault everything that must be true of
 * the rows is looked for. `FAULT_SEED` replays the chances of a run, `LONG=on` makes it long.
 */
import { assertAttended, assertInvariants } from '../support/invariants.js';
import { until } from '../support/until.js';
import { describeKills } from './rows/killed.js';
import { SEED } from './stage/dice.js';
import { LONG, Stage } from './stage/stage.js';

jest.setTimeout(LONG ? 900_000 : 120_000);

describe(`faults (FAULT_SEED=${SEED})`, () => {
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

  describeKills(() => stage);
});
