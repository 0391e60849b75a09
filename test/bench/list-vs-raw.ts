/** GET /connections, page after page by keyset, against the same SQL on bare node:http and pg. */
import type { INestApplicationContext } from '@nestjs/common';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import type { Agency } from './agency.ts';
import { toFigure, type Figure } from './figures.ts';
import { requestsPerSecond } from './load.ts';
import { built, recorded } from './product.ts';
import type { RawList } from './raw-list-server.ts';
import { alternate } from './rounds.ts';
import { launchServer } from './server.ts';
import type { System } from './system.ts';

type ListsModule = typeof import('../../backend/src/connections/connection-lists.service.js');

const LIMIT = 50;
const PAGES = 20;
const ROUNDS = 7;
/** What the product keeps to PostgreSQL where nobody says otherwise. */
const DATABASE_CONNECTIONS = 10;

interface Pages {
  readonly paths: string[];
  readonly text: string;
  readonly values: (readonly unknown[])[];
}

export interface Bench {
  readonly system: System;
  readonly agency: Agency;
  readonly product: INestApplicationContext;
  /** Where the API answers. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cleanup: AsyncDisposableStack;
}

export async function listVsRaw(bench: Bench): Promise<Figure> {
  const { address, headers, system, agency, cleanup } = bench;
  const { paths, text, values } = await walk(bench);
  const port = await freePort();
  const raw = `http://127.0.0.1:${port}`;
  const rawPaths = paths.map((_, page) => `/${page}`);
  const list: RawList = {
    databaseUrl: system.appUrl,
    connections: DATABASE_CONNECTIONS,
    port,
    agencyId: agency.id,
    limit: LIMIT,
    text,
    pages: values,
  };
  const program = inRoot('test', 'bench', 'raw-list-server.ts');
  const server = await launchServer({ program, environment: { RAW_LIST: JSON.stringify(list) }, readyAt: `${raw}/0` });
  cleanup.defer(() => server.stop());
  await expectSameRows(bench, paths, raw, rawPaths);
  const measured = await alternate(ROUNDS, {
    product: () => requestsPerSecond(address, paths, { ...headers }),
    floor: () => requestsPerSecond(raw, rawPaths),
  });
  await server.stop();
  return toFigure(
    {
      figure: 'list_vs_raw',
      goal: { is: 'at least', value: 0.4 },
      unit: 'req/s',
      product: `GET /api/v1/connections?limit=${LIMIT}&cursor=…, signed in, 100,000 connections`,
      floor: 'node:http and pg, prepared: BEGIN, set_config, the same SELECT under the same row-level security, COMMIT',
    },
    measured,
  );
}

/** Turns some pages and keeps their cursors, and the statement that each of them was. */
async function walk({ product, agency }: Bench): Promise<Pages> {
  const { ConnectionListsService } = (await built('connections/connection-lists.service.js')) as ListsModule;
  const lists = product.get(ConnectionListsService, { strict: false });
  const turn = (cursor?: string) =>
    lists.list(agency.id, { sort: '-created', limit: LIMIT, ...(cursor ? { cursor } : {}) });
  let { nextCursor } = await turn();
  const pages: Pages = { paths: [], text: '', values: [] };
  let text = '';
  while (nextCursor && pages.paths.length < PAGES) {
    const cursor: string = nextCursor;
    const { result, statements } = await recorded(() => turn(cursor));
    const select = statements.find((statement) => statement.text.includes('FROM social_connection'));
    if (!select) throw new Error('The list sent no statement.');
    pages.paths.push(`/api/v1/connections?limit=${LIMIT}&cursor=${cursor}`);
    pages.values.push(select.values);
    ({ text } = select);
    ({ nextCursor } = result);
  }
  return { ...pages, text };
}

interface Answer {
  readonly items: readonly { readonly id: string }[];
}

/** Both sides are only comparable while they answer the same. */
async function expectSameRows(
  { address, headers }: Bench,
  paths: readonly string[],
  raw: string,
  rawPaths: readonly string[],
): Promise<void> {
  const ids = async (url: string) => {
    const { items } = (await (await fetch(url, { headers })).json()) as Answer;
    return items.map(({ id }) => id).join();
  };
  for (const [page, path] of paths.entries()) {
    const [ours, theirs] = [await ids(address + path), await ids(`${raw}${rawPaths[page]}`)];
    if (ours !== theirs || ours.split(',').length !== LIMIT)
      throw new Error(`The two sides answer differently to ${path}.`);
  }
}
