/** The floor of the list: node:http and prepared statements of pg under row-level security, and nothing else. */
import { createServer } from 'node:http';
import pg from 'pg';

/** What the environment variable RAW_LIST holds, as JSON. */
export interface RawList {
  readonly databaseUrl: string;
  readonly connections: number;
  readonly port: number;
  readonly agencyId: string;
  readonly limit: number;
  readonly text: string;
  /** The parameters of each page; `/3` serves the fourth. */
  readonly pages: readonly (readonly unknown[])[];
}

const list = JSON.parse(process.env['RAW_LIST'] ?? '') as RawList;
const pool = new pg.Pool({ connectionString: list.databaseUrl, max: list.connections });

async function page(values: readonly unknown[]): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query({
      name: 'agency',
      text: `SELECT set_config('app.agency_id', $1, true)`,
      values: [list.agencyId],
    });
    const { rows } = await client.query<{ id: string }>({ name: 'page', text: list.text, values: [...values] });
    await client.query('COMMIT');
    const items = rows.slice(0, list.limit);
    return JSON.stringify({ items, nextCursor: rows.length > list.limit ? items.at(-1)?.id : null });
  } finally {
    client.release();
  }
}

createServer((request, response) => {
  page(list.pages[Number(request.url?.slice(1))] ?? []).then(
    (body) =>
      response
        .writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
        .end(body),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
}).listen(list.port, '127.0.0.1');
