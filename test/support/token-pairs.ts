/** Pairs of tokens as syncs and refreshes treat them, and what is known of the keys that seal them. */
import type { Tx } from '../../backend/src/core/database/database.service.js';
import type { Rows } from '../factories/rows.js';
import { tokensOf } from '../factories/sealed.js';
import type { Holder } from '../factories/sealed.js';
import type { VaultProcess } from './vault.js';

interface Pair {
  readonly access: Uint8Array;
  readonly refresh: Uint8Array;
  readonly generation: bigint;
}

async function pairOf(tx: Tx, agencyId: string, id: string, lock: boolean): Promise<Pair> {
  const found = lock
    ? await tx.$queryRaw<Pair[]>`
        SELECT access_token AS access, refresh_token AS refresh, generation FROM oauth_credential
        WHERE agency_id = ${agencyId}::uuid AND connection_id = ${id}::uuid FOR UPDATE`
    : await tx.$queryRaw<Pair[]>`
        SELECT access_token AS access, refresh_token AS refresh, generation FROM oauth_credential
        WHERE agency_id = ${agencyId}::uuid AND connection_id = ${id}::uuid`;
  if (!found[0]) throw new Error('no such credential');
  return found[0];
}

const opened = ({ vault }: VaultProcess, tx: Tx, agencyId: string, ownerId: string, pair: Pair) =>
  Promise.all([
    vault.open(tx, { agencyId, ownerId, kind: 'access' }, pair.access),
    vault.open(tx, { agencyId, ownerId, kind: 'refresh' }, pair.refresh),
  ]);

/** What a sync does: the tokens as they are, of the generation that they say they are. */
export const readPair = (process: VaultProcess, agencyId: string, id: string) =>
  process.database.inAgency(agencyId, async (tx) => {
    const pair = await pairOf(tx, agencyId, id, false);
    const { access, refresh } = tokensOf(id, Number(pair.generation));
    expect(await opened(process, tx, agencyId, id, pair)).toEqual([access, refresh]);
  });

/** What a refresh does: opens the old pair, and seals the new one in its place. */
export const refreshPair = (process: VaultProcess, agencyId: string, id: string) =>
  process.database.inAgency(agencyId, async (tx) => {
    const pair = await pairOf(tx, agencyId, id, true);
    const generation = Number(pair.generation);
    expect((await opened(process, tx, agencyId, id, pair))[1]).toBe(tokensOf(id, generation).refresh);
    const next = tokensOf(id, generation + 1);
    const access = await process.vault.seal(tx, { agencyId, ownerId: id, kind: 'access' }, next.access);
    const renewed = await process.vault.seal(tx, { agencyId, ownerId: id, kind: 'refresh' }, next.refresh);
    await tx.$executeRaw`
      UPDATE oauth_credential SET access_token = ${access.bytes}, refresh_token = ${renewed.bytes}, previous_token = refresh_token,
        key_version = ${access.keyVersion}::int, generation = generation + 1
      WHERE agency_id = ${agencyId}::uuid AND connection_id = ${id}::uuid`;
  });

export async function versionsOf(rows: Rows, agencyId: string): Promise<string[]> {
  const found = await rows.query<{ name: string }>(
    `SELECT version || ' ' || ring_key AS name FROM agency_key WHERE agency_id = $1 ORDER BY version`,
    [agencyId],
  );
  return found.rows.map(({ name }) => name);
}

/** Versions that the texts themselves name, of any column. */
export async function sealedWith(rows: Rows, agencyId: string): Promise<number[]> {
  const found = await rows.query<{ version: number }>(
    `SELECT DISTINCT ('x' || encode(substring(text FROM 2 FOR 4), 'hex'))::bit(32)::int AS version
     FROM oauth_credential, unnest(ARRAY[access_token, refresh_token, previous_token]) AS text
     WHERE agency_id = $1 AND text IS NOT NULL ORDER BY 1`,
    [agencyId],
  );
  return found.rows.map(({ version }) => version);
}

export async function everyPairOpens(process: VaultProcess, { agencyId, ids }: Holder): Promise<void> {
  await process.database.inAgency(agencyId, async (tx) => {
    for (const id of ids) {
      const pair = await pairOf(tx, agencyId, id, false);
      const { access, refresh: renewed } = tokensOf(id, Number(pair.generation));
      expect(await opened(process, tx, agencyId, id, pair)).toEqual([access, renewed]);
    }
  });
}
