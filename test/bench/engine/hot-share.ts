/** How many updates of the rows that each sync writes stayed on their page, without touching an index. */
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { toPlainFigure, type Figure } from '../figures.ts';

const TABLES = ['connection_sync', 'connection_product', 'post_stats'];
/** PostgreSQL tells what a session did up to a second later. */
const TOLD_AFTER_MS = 3_000;

interface Updates {
  readonly byTable: Readonly<Record<string, { readonly all: number; readonly hot: number }>>;
  /** Ended so far, each of which writes its next due time, once. */
  readonly syncs: number;
}

export async function readUpdates(admin: pg.Client): Promise<Updates> {
  await delay(TOLD_AFTER_MS);
  const { rows } = await admin.query<{ name: string; all: string; hot: string }>(
    `SELECT relname AS name, n_tup_upd AS all, n_tup_hot_upd AS hot FROM pg_stat_user_tables WHERE relname = ANY($1)`,
    [TABLES],
  );
  const ended = await admin.query<{ n: string }>(`SELECT count(*) AS n FROM sync_run WHERE finished_at IS NOT NULL`);
  return {
    byTable: Object.fromEntries(rows.map(({ name, all, hot }) => [name, { all: Number(all), hot: Number(hot) }])),
    syncs: Number(ended.rows[0]?.n),
  };
}

/** `own`: what the bench itself updated to make connections due, none of it hot. */
export function toHotShare(before: Updates, after: Updates, own: number): Figure {
  const grown = TABLES.map((name) => {
    const [was, is] = [before.byTable[name], after.byTable[name]];
    return { name, all: (is?.all ?? 0) - (was?.all ?? 0), hot: (is?.hot ?? 0) - (was?.hot ?? 0) };
  });
  const sum = (of: 'all' | 'hot') => grown.reduce((total, table) => total + table[of], 0);
  const syncs = after.syncs - before.syncs;
  const detail = grown.map(({ name, all, hot }) => `${name} ${hot} of ${name === 'connection_sync' ? all - own : all}`);
  return toPlainFigure({
    figure: 'hot_share',
    goal: { is: 'at least', value: 0.95 },
    unit: 'share',
    product: `n_tup_hot_upd ÷ n_tup_upd in ${syncs} syncs, the one write of next_sync_at each apart: ${detail.join(', ')}`,
    floor: 'the same with the write of next_sync_at counted',
    value: sum('hot') / (sum('all') - own - syncs),
    beside: sum('hot') / (sum('all') - own),
    rounds: 1,
  });
}
