/** Any order of what may happen to a sync, against a model of it: the rows agree, and every wish ends in another run. */
import fc from 'fast-check';
import type { TestingModule } from '@nestjs/testing';
import { anAgency, aTalent, openRows } from '../../factories/rows.js';
import type { Rows } from '../../factories/rows.js';
import { someDue } from '../../factories/sync-rows.js';
import { born } from '../../support/lifecycle-model.js';
import { RealSync } from '../../support/lifecycle-real.js';
import { arrives, SomeStep, STEPS } from '../../support/lifecycle-steps.js';
import { settingsFor } from '../../support/settings.js';
import { aStillWorker } from '../../support/worker.js';

const LONG = process.env['LONG'] === 'on';
const SEQUENCES = LONG ? 10_000 : 240;
/** Side by side, each on a platform of its own. */
const LINES = 4;
/** At most; half as many on average. */
const STEPS_EACH = 24;
const DRAWS = 10_000;
const SEED = Number(process.env['SEED'] ?? 20_261_123);
const MINUTES = 60_000;

describe('the life of a sync', () => {
  let rows: Rows;
  let module: TestingModule;
  const taken = new Map(STEPS.map(({ name }) => [name, 0]));
  const count = (name: string) => void taken.set(name, (taken.get(name) ?? 0) + 1);

  beforeAll(async () => {
    rows = openRows();
    // A lease ends when a step says so, however long a step may take.
    module = await aStillWorker(settingsFor({ url: 'http://127.0.0.1:9/sim' }, { SYNC_LEASE_SECONDS: '600' }));
  });
  afterAll(async () => {
    await module.close();
    await rows.end();
  });

  async function aLine(line: number): Promise<void> {
    const platform = `line-${line}`;
    const { id: agencyId } = await anAgency(rows);
    const talentId = await aTalent(rows, agencyId);
    const supply: string[] = [];
    const fresh = async () => {
      if (supply.length === 0) {
        await rows.query('DELETE FROM social_connection WHERE agency_id = $1', [agencyId]);
        supply.push(...(await someDue(rows, { agencyId, talentId, platform, count: 50 })));
        await rows.query('UPDATE connection_sync SET next_sync_at = NULL WHERE agency_id = $1', [agencyId]);
      }
      const connectionId = supply.pop() ?? '';
      await rows.query(
        `UPDATE connection_sync SET next_sync_at = now() - interval '1 second' WHERE connection_id = $1`,
        [connectionId],
      );
      return { connectionId, real: new RealSync(module, rows, { agencyId, connectionId }, platform) };
    };
    const property = fc.asyncProperty(
      fc.commands([fc.nat(DRAWS - 1).map((drawn) => new SomeStep(drawn / DRAWS, count))], {
        maxCommands: STEPS_EACH,
        size: 'max',
      }),
      async (steps) => {
        const { connectionId, real } = await fresh();
        const life = born();
        try {
          await fc.asyncModelRun(() => ({ model: life, real }), steps);
          await arrives(life, real);
        } finally {
          await rows.query(
            'UPDATE connection_sync SET next_sync_at = NULL, lease_owner = NULL, lease_until = NULL WHERE connection_id = $1',
            [connectionId],
          );
        }
      },
    );
    await fc.assert(property, { numRuns: Math.ceil(SEQUENCES / LINES), seed: SEED + line, unbiased: true });
  }

  it(
    'is what the model says, step by step, and arrives',
    async () => {
      const lines = Array.from({ length: LINES }, (_, line) => aLine(line));
      await Promise.all(lines); // a line that fails says which step did, and how
      for (const [name, times] of taken) expect([name, times >= SEQUENCES / 8]).toEqual([name, true]);
    },
    (LONG ? 60 : 2) * MINUTES,
  );
});
