/** POST /connections, one after another, against the statements that it commits, sent by pg on one connection. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import pg from 'pg';
import type { StaffPrincipal } from '../../backend/src/core/principal.js';
import { toFigure, type Figure } from './figures.ts';
import type { Bench } from './list-vs-raw.ts';
import { built, recorded, type Statement } from './product.ts';
import { alternate, median } from './rounds.ts';

type ConnectModule = typeof import('../../backend/src/connections/connect.service.js');

const TIMES = 150;
const ROUNDS = 7;
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const ORIGINAL = 'original.bsky.social';

export async function createVsTransaction(bench: Bench): Promise<Figure> {
  const transaction = await recordTransaction(bench);
  const client = new pg.Client({ connectionString: bench.system.appUrl });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await client.connect();
  try {
    const measured = await alternate(ROUNDS, {
      product: () => medianMs(() => create(bench, agent)),
      floor: () => medianMs(() => replay(client, transaction, bench)),
    });
    return toFigure(
      {
        figure: 'create_vs_transaction',
        goal: { is: 'at most', value: 4 },
        unit: 'ms (p50)',
        product: 'POST /api/v1/connections, one at a time on one kept connection, signed in',
        floor: `the transaction it commits, ${transaction.length} statements by pg on one connection`,
      },
      measured,
    );
  } finally {
    agent.destroy();
    await client.end();
  }
}

async function medianMs(once: () => Promise<void>): Promise<number> {
  const taken: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const since = performance.now();
    await once();
    taken.push(performance.now() - since);
  }
  return median(taken);
}

let made = 0;
const newHandle = (): string => `new-${(made += 1)}.bsky.social`;

function create({ address, agency, headers }: Bench, agent: Agent): Promise<void> {
  const body = JSON.stringify({ talentId: agency.talentId, url: `https://bsky.app/profile/${newHandle()}` });
  const json = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), Origin: address };
  return new Promise((done, failed) => {
    const sent = request(
      `${address}/api/v1/connections`,
      { method: 'POST', agent, headers: { ...headers, ...json } },
      (response) => {
        response.resume();
        if (response.statusCode !== 201) failed(new Error(`POST /api/v1/connections answered ${response.statusCode}.`));
        response.once('end', () => done());
      },
    );
    sent.once('error', failed);
    sent.end(body);
  });
}

/** What the product says to PostgreSQL to connect one profile, from BEGIN to COMMIT. */
async function recordTransaction({ product, agency }: Bench): Promise<Statement[]> {
  const { ConnectService } = (await built('connections/connect.service.js')) as ConnectModule;
  const connector = product.get(ConnectService, { strict: false });
  const caller = {
    principal: principalOf(agency.id, agency.userId),
    origin: { requestId: randomUUID(), address: '127.0.0.1' },
  };
  const url = `https://bsky.app/profile/${ORIGINAL}`;
  const { statements } = await recorded(() => connector.connect(caller, { talentId: agency.talentId, url }));
  if (!statements.at(-1)?.text.startsWith('COMMIT')) throw new Error('Connecting a profile is not one transaction.');
  return statements;
}

/** The same again for another handle: ids that the transaction made itself are made anew. */
async function replay(client: pg.Client, transaction: readonly Statement[], { agency }: Bench): Promise<void> {
  const handle = newHandle();
  const ids = new Map([agency.id, agency.userId, agency.talentId].map((id) => [id, id]));
  const fresh = (value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    if (!UUID.test(value)) return value.replaceAll(ORIGINAL, handle);
    const id = ids.get(value) ?? randomUUID();
    ids.set(value, id);
    return id;
  };
  for (const { text, values } of transaction) await client.query(text, values.map(fresh));
}

const principalOf = (agencyId: string, userId: string): StaffPrincipal => ({
  kind: 'staff',
  agencyId,
  agencyName: 'Bench',
  userId,
  sessionId: randomUUID(),
  role: 'owner',
  name: 'Bench',
  email: 'bench@example.com',
});
