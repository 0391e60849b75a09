/**
 * What the system must survive, on real processes, PostgreSQL and Redis; after each fault everything that must be true of
 * the rows is looked for. `FAULT_SEED` replays the chances of a run, `LONG=on` makes it long, and
 * `FAULT_LOG` names a file for what all processes wrote.
 */
import { AuditVerifier } from '../../backend/src/audit/audit-verifier.service.js';
import { assertAttended, assertInvariants } from '../support/invariants.js';
import { until } from '../support/until.js';
import { describeAtOnce } from './rows/at-once.js';
import { describeForgetting } from './rows/forgotten.js';
import { describeHostility } from './rows/hostile.js';
import { describeInterruptions } from './rows/interrupted.js';
import { describeKills } from './rows/killed.js';
import { describeLimits } from './rows/limits.js';
import { describeOutages } from './rows/outages.js';
import { describeServersAway } from './rows/servers-away.js';
import { describeSlowness } from './rows/slow.js';
import { SEED } from './stage/dice.js';
import { LONG, Stage } from './stage/stage.js';

jest.setTimeout(LONG ? 1_800_000 : 300_000); // catches what hangs, no more

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
  describeInterruptions(() => stage);
  describeServersAway(() => stage);
  describeAtOnce(() => stage);
  describeForgetting(() => stage);
  describeLimits(() => stage);
  describeOutages(() => stage);
  describeSlowness(() => stage);
  describeHostility(() => stage);

  it('after all of it, no secret stands in rows, in Redis, in logs or in answers', async () => {
    expect(await stage.leaks()).toEqual([]);
  });

  it('after all of it, the audit chain verifies', async () => {
    const verifier = (await stage.desk()).get(AuditVerifier);
    const { findings, events } = await verifier.verifyChain(stage.agencyId);
    expect(findings).toEqual([]);
    expect(events).toBeGreaterThan(0);
  });
});
