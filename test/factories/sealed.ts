/** Rows that hold something sealed, made by the vault itself. */
import { randomUUID } from 'node:crypto';
import { seal } from '../../backend/src/core/crypto/envelope.js';
import { DataKeys } from '../../backend/src/oauth/vault/data-keys.service.js';
import type { VaultProcess } from '../support/vault.js';
import { anAgency, aTalent } from './rows.js';
import type { Rows } from './rows.js';

export interface Tokens {
  readonly access: string;
  readonly refresh: string;
}

export interface Holder {
  readonly agencyId: string;
  readonly ids: readonly string[];
}

const BATCH = 500;
/** The token of a connection, as the platform gave it the n-th time. */
export const tokensOf = (id: string, generation = 1): Tokens => ({
  access: `access-${id}-${String(generation)}`,
  refresh: `refresh-${id}-${String(generation)}`,
});

/** An agency with as many connections, each with a sealed pair of tokens. */
export async function withTokens(rows: Rows, process: VaultProcess, count: number): Promise<Holder> {
  const { id: agencyId } = await anAgency(rows);
  const talent = await aTalent(rows, agencyId);
  const ids = Array.from({ length: count }, () => randomUUID());
  await rows.query(
    `INSERT INTO social_connection (id, agency_id, talent_id, platform, platform_account_id, locator_kind, locator_value, handle,
       normalized_handle, url, method, status, control, simulated)
     SELECT i, $1, $2, 'bluesky', i, 'id', i, 'h-' || i, 'h-' || i, 'https://bsky.app/profile/h-' || i, 'OAUTH', 'READY', 'enabled', true
     FROM unnest($3::uuid[]) i`,
    [agencyId, talent, ids],
  );
  for (let start = 0; start < ids.length; start += BATCH)
    await putTokens(process, agencyId, ids.slice(start, start + BATCH));
  return { agencyId, ids };
}

/** With one look at the key for the whole batch, as there are many. */
function putTokens({ app, database }: VaultProcess, agencyId: string, ids: readonly string[]): Promise<void> {
  return database.inAgency(agencyId, async (tx) => {
    const { key, version: keyVersion } = await app.get(DataKeys).current(tx, agencyId);
    const sealed = ids.map((id) => {
      const { access, refresh } = tokensOf(id);
      const hex = (kind: string, text: string) =>
        seal(key, { agencyId, ownerId: id, kind, keyVersion }, text).toString('hex');
      return { id, access: hex('access', access), refresh: hex('refresh', refresh) };
    });
    await tx.$executeRaw`
      INSERT INTO oauth_credential (connection_id, agency_id, platform, app_credential, access_token, refresh_token, key_version,
        granted_at, issued_at)
      SELECT n.id, ${agencyId}::uuid, 'bluesky', 'deployment:bluesky', decode(n.access, 'hex'), decode(n.refresh, 'hex'),
        ${keyVersion}::int, now(), now()
      FROM unnest(${sealed.map(({ id }) => id)}::uuid[], ${sealed.map(({ access }) => access)}::text[],
        ${sealed.map(({ refresh }) => refresh)}::text[]) AS n(id, access, refresh)`;
  });
}
