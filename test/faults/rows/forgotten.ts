/** Connections that are deleted, and consents that are withdrawn, in the middle of a sync. */
import type { Holder } from '../../../backend/src/oauth/tokens/credential.js';
import { rowsBelow } from '../../factories/sync-rows.js';
import { until } from '../../support/until.js';
import { aGate } from '../stage/platforms.js';
import type { Call } from '../stage/platforms.js';
import type { Stage } from '../stage/stage.js';

const isPage = ({ path }: Call) => path.includes('getAuthorFeed') || path.endsWith('/tweets');

/** Its posts are being read, and what the platform answers is held back until it is let go. */
async function midway(stage: Stage, begin: () => Promise<string>): Promise<{ id: string; letGo: () => Promise<void> }> {
  const gate = aGate();
  const asked = () => stage.platforms.calls.filter(isPage);
  stage.platforms.rule((call) => (isPage(call) ? { kind: 'hold', until: gate.opened } : null));
  const id = await begin();
  await until('its posts are asked for', () => asked().length > 0);
  await until('somebody runs it', () => stage.holder(id));
  const letGo = async () => {
    gate.open();
    // or nobody waits for the answer any more
    await until('the platform has answered', () => asked().every(({ status, over }) => (status ?? over) !== null));
  };
  return { id, letGo };
}

const postsOf = async (stage: Stage, id: string): Promise<number> => {
  const sql = 'SELECT count(*)::int AS n FROM social_post WHERE connection_id = $1';
  return (await stage.rows.query<{ n: number }>(sql, [id])).rows[0]?.n ?? -1;
};

/** Another sync that begins after it and ends: by then the late answer has been dealt with as well. */
async function somethingElse(stage: Stage): Promise<void> {
  const others = await stage.due([stage.handle('empty-afterwards'), stage.handle('afterwards')], 'bluesky', 0);
  await stage.becomes(others, 'READY');
}

export function describeForgetting(given: () => Stage): void {
  it('deleted in the middle of a sync: nothing is written after the commit', async () => {
    const stage = given();
    const [[api]] = await Promise.all([stage.twoApis(), stage.workers(3)]);
    const { id, letGo } = await midway(stage, async () => {
      const [one = ''] = await stage.due([stage.handle('erased')], 'bluesky', 0);
      return one;
    });
    const answer = await api.remove(`/connections/${id}?data=erase`);
    expect(answer.status).toBe(204);
    expect(await rowsBelow(stage.rows, id)).toBe(0);
    await letGo();
    await somethingElse(stage);

    expect(await rowsBelow(stage.rows, id)).toBe(0);
  });

  it('withdrawn in the middle of a sync: no post after the commit, and the tokens are gone everywhere', async () => {
    const stage = given();
    await stage.workers(0); // whoever connects stores the tokens apart
    const [api] = await stage.twoApis();
    const desk = await stage.desk();
    await desk.order('x', '', {}, 'DELETE');
    const of: Holder = await desk.consent('taken_back', 'x', stage);
    const sealed = await stage.rows.query(
      'SELECT access_token, refresh_token FROM oauth_credential WHERE connection_id = $1',
      [of.connectionId],
    );
    const { letGo } = await midway(stage, async () => {
      await stage.workers(3);
      return of.connectionId;
    });

    const answer = await api.remove(`/connections/${of.connectionId}?data=keep`);
    expect(answer.status).toBe(204);
    const before = await postsOf(stage, of.connectionId);
    await letGo();
    await somethingElse(stage);

    expect(await postsOf(stage, of.connectionId)).toBe(before);
    expect(sealed.rows).toHaveLength(1);
    await until('the platform has them back', async () => {
      const sql = 'SELECT FROM pending_revocation WHERE connection_id = $1';
      return (await stage.rows.query(sql, [of.connectionId])).rows.length === 0;
    });
    expect(Object.keys(await desk.counts('x')).filter((event) => event.startsWith('reuse'))).toEqual([]);
    expect(Object.keys(await desk.counts('x')).some((event) => event.startsWith('revoke'))).toBe(true);
    const { rows } = await stage.rows.query('SELECT FROM oauth_credential WHERE connection_id = $1', [of.connectionId]);
    expect(rows).toEqual([]);
  });
}
