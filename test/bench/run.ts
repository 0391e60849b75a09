/** The benches, one after another, each against a floor: what the same work costs without the product. */
import { buildBackend } from '../../scripts/lib/build.mjs';
import { Problem } from '../../scripts/lib/problem.mjs';
import { untilStopped } from '../../scripts/lib/start/session.mjs';
import { say, step } from '../../scripts/lib/steps.mjs';
import { makeAgencies } from './agency.ts';
import { createVsTransaction } from './create-vs-transaction.ts';
import { printTable, writeResults, type Figure } from './figures.ts';
import { ingestVsUnnest } from './ingest-vs-unnest.ts';
import { listVsRaw, type Bench } from './list-vs-raw.ts';
import { openProduct } from './product.ts';
import { startProduct, startSystem } from './system.ts';

const BENCHES: Readonly<Record<string, (bench: Bench) => Promise<Figure | Figure[]>>> = {
  list_vs_raw: listVsRaw,
  ingest_vs_unnest: ingestVsUnnest,
  create_vs_transaction: createVsTransaction,
};

/**
 * Rejects only where nothing could be measured; a goal that was missed is shown as missed.
 *
 * @param names the benches to run; all if there are none
 */
export async function bench(names: readonly string[]): Promise<void> {
  const chosen = Object.entries(BENCHES).filter(([name]) => names.length === 0 || names.includes(name));
  if (chosen.length === 0) throw new Problem(`There are these benches: ${Object.keys(BENCHES).join(', ')}.`);
  await buildBackend();
  await untilStopped(async (cleanup, ending) => {
    const prepared = await prepare(cleanup);
    const figures: Figure[] = [];
    for (const [name, measure] of chosen) {
      ending.throwIfAborted();
      await step(async (note) => {
        figures.push(...[await measure(prepared)].flat());
        note(`${name} measured`);
      });
    }
    writeResults(figures);
    printTable(figures);
  });
}

async function prepare(cleanup: AsyncDisposableStack): Promise<Bench> {
  say('Preparing …');
  const system = await step(async (note) => {
    const started = await startSystem(cleanup);
    note('PostgreSQL and Redis started, in a folder that goes away');
    return started;
  });
  const agency = await step(async (note) => {
    const made = await makeAgencies(system.adminUrl);
    note('an agency of 100,000 connections, and five others');
    return made;
  });
  return step(async (note) => {
    const address = await startProduct(system, cleanup);
    const product = await openProduct(system);
    cleanup.defer(() => product.close());
    note(`API at ${address}`);
    return { system, agency, product, address, headers: { Cookie: `__Host-rostrum=${agency.sessionToken}` }, cleanup };
  });
}
