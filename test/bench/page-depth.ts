/** A page deep in the list against its first page: with keyset pages, one is as near as the other. */
import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { makeAgencies } from './agency.ts';
import { toFigure, type Figure } from './figures.ts';
import { built, openProduct } from './product.ts';
import { alternate, median } from './rounds.ts';
import { startSystem } from './system.ts';

type ListsModule = typeof import('../../backend/src/connections/connection-lists.service.js');
type HashModule = typeof import('../../backend/src/core/crypto/keyed-hash.js');

const CONNECTIONS = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
const LIMIT = 50;
const PAGE = Math.min(18_000, CONNECTIONS / LIMIT - 1);
const TIMES = 60;
const ROUNDS = 9;

export async function pageDepth(): Promise<Figure> {
  await using cleanup = new AsyncDisposableStack();
  const system = await startSystem(cleanup);
  const agency = await makeAgencies(system.adminUrl, CONNECTIONS);
  const product = await openProduct(system);
  cleanup.defer(() => product.close());
  const { ConnectionListsService } = (await built('connections/connection-lists.service.js')) as ListsModule;
  const lists = product.get(ConnectionListsService, { strict: false });
  const turn = async (cursor?: string) => {
    const page = await lists.list(agency.id, { sort: '-created', limit: LIMIT, ...(cursor ? { cursor } : {}) });
    if (page.items.length !== LIMIT) throw new Error('A page is not full.');
    return page;
  };
  const { nextCursor } = await turn();
  const last = await lastOfPage(system.adminUrl, agency.id, PAGE - 1);
  const cursor = await movedTo(product, String(nextCursor), last);
  const measured = await alternate(ROUNDS, {
    product: () => medianMs(() => turn(cursor)),
    floor: () => medianMs(() => turn()),
  });
  return toFigure(
    {
      figure: 'page_18000_vs_page_1',
      goal: { is: 'at most', value: 1.5 },
      unit: 'ms (p50)',
      product: `page ${PAGE} of ${LIMIT} of the list of connections, by its cursor, of ${CONNECTIONS}`,
      floor: 'its first page, by the same service',
    },
    measured,
  );
}

async function medianMs(once: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const since = performance.now();
    await once();
    taken.push(performance.now() - since);
  }
  return median(taken);
}

async function lastOfPage(adminUrl: string, agencyId: string, page: number): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM social_connection WHERE agency_id = $1 ORDER BY id DESC OFFSET $2 LIMIT 1',
      [agencyId, page * LIMIT - 1],
    );
    if (!rows[0]) throw new Error(`There is no page ${page}.`);
    return rows[0].id;
  } finally {
    await client.end();
  }
}

/** Nobody turns 18,000 pages: the cursor of the first page is set to where the last but one ends, and signed again. */
async function movedTo(product: INestApplicationContext, cursor: string, id: string): Promise<string> {
  const { KeyedHash } = (await built('core/crypto/keyed-hash.js')) as HashModule;
  const [body = ''] = cursor.split('.');
  const [version, sort, , , filter] = JSON.parse(Buffer.from(body, 'base64url').toString()) as unknown[];
  const moved = Buffer.from(JSON.stringify([version, sort, id, id, filter])).toString('base64url');
  return `${moved}.${product.get(KeyedHash, { strict: false }).sign('cursor', moved)}`;
}
