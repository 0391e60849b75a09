/** The benches, one after another, each against a floor: what the same work costs without the product. */
import { buildBackend } from '../../scripts/lib/build.mjs';
import { Problem } from '../../scripts/lib/problem.mjs';
import { untilStopped } from '../../scripts/lib/start/session.mjs';
import { say, step } from '../../scripts/lib/steps.mjs';
import { makeAgencies } from './agency.ts';
import { createVsTransaction } from './create-vs-transaction.ts';
import { calls } from './engine/calls.ts';
import { claimsVsRaw } from './engine/claims-vs-raw.ts';
import { othersWhileOneHangs } from './engine/hang.ts';
import { idleMemory } from './engine/idle-memory.ts';
import { recovery } from './engine/recovery.ts';
import { syncVsScript } from './engine/sync-vs-script.ts';
import { unchangedWal } from './engine/unchanged-wal.ts';
import { printTable, writeResults, type Figure } from './figures.ts';
import { ingestVsUnnest } from './ingest-vs-unnest.ts';
import { listVsRaw, type Bench } from './list-vs-raw.ts';
import { pageDepth } from './page-depth.ts';
import { openProduct } from './product.ts';
import { startProduct, startSystem } from './system.ts';

type Figures = Promise<Figure | Figure[]>;

/** On one large agency, and the API in front of it. */
const ON_AGENCY: Readonly<Record<string, (bench: Bench) => Figures>> = {
  list_vs_raw: listVsRaw,
  ingest_vs_unnest: ingestVsUnnest,
  create_vs_transaction: createVsTransaction,
};

/** Those that start what they need themselves. */
const ALONE: Readonly<Record<string, () => Figures>> = {
  page_depth: pageDepth,
  recovery,
  claims_vs_raw: claimsVsRaw,
  unchanged_wal_vs_blind: unchangedWal,
  sync_vs_script: syncVsScript,
  idle_memory: idleMemory,
  others_while_one_hangs: othersWhileOneHangs,
  calls_vs_minimum: calls,
};

/**
 * Rejects only where nothing could be measured; a goal that was missed is shown as missed.
 *
 * @param names the benches to run; all if there are none
 */
export async function bench(names: readonly string[]): Promise<void> {
  const isChosen = ([name]: readonly [string, unknown]) => names.length === 0 || names.includes(name);
  const onAgency = Object.entries(ON_AGENCY).filter(isChosen);
  const alone = Object.entries(ALONE).filter(isChosen);
  if (onAgency.length + alone.length === 0)
    throw new Problem(`There are these benches: ${Object.keys({ ...ON_AGENCY, ...ALONE }).join(', ')}.`);
  await buildBackend();
  await untilStopped(async (_cleanup, ending) => {
    const figures: Figure[] = [];
    const measured = async (name: string, measure: () => Figures) => {
      ending.throwIfAborted();
      await step(async (note) => {
        figures.push(...[await measure()].flat());
        note(`${name} measured`);
      });
      writeResults(figures);
    };
    if (onAgency.length > 0) {
      await using cleanup = new AsyncDisposableStack();
      const prepared = await prepare(cleanup);
      for (const [name, measure] of onAgency) await measured(name, () => measure(prepared));
    }
    for (const [name, measure] of alone) await measured(name, measure);
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
