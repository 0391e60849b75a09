/**
 * What may befall the product itself, on real processes, PostgreSQL and Redis. It mostly waits, as does what platforms do:
 * two files, side by side. `FAULT_SEED` replays the chances of a run, `LONG=on` makes it long, and `FAULT_LOG` names a
 * file for what all processes wrote.
 */
import { AuditVerifier } from '../../backend/src/audit/audit-verifier.service.js';
import { describeAtOnce } from './rows/at-once.js';
import { describeForgetting } from './rows/forgotten.js';
import { describeInterruptions } from './rows/interrupted.js';
import { describeKills } from './rows/killed.js';
import { describeServersAway } from './rows/servers-away.js';
import { describeOnStage } from './stage/on-stage.js';

describeOnStage('faults of programs and servers', (given) => {
  describeKills(given);
  describeInterruptions(given);
  describeServersAway(given);
  describeAtOnce(given);
  describeForgetting(given);

  it('after all of it, the audit chain verifies', async () => {
    const stage = given();
    const verifier = (await stage.desk()).get(AuditVerifier);
    const { findings, events } = await verifier.verifyChain(stage.agencyId);
    expect(findings).toEqual([]);
    expect(events).toBeGreaterThan(0);
  });
});
