import { AccessApp } from '../access/access-app.js';
import { AuditChainRunner } from '../../../backend/src/audit/audit-chain.runner.js';
import { AuditChain } from '../../../backend/src/audit/audit-chain.service.js';
import { AuditService } from '../../../backend/src/audit/audit.service.js';
import { AuditVerifier } from '../../../backend/src/audit/audit-verifier.service.js';
import { Database } from '../../../backend/src/core/database/database.service.js';
import { newId } from '../../../backend/src/core/database/ids.js';
import { NO_ORIGIN } from '../../../backend/src/core/request-origin.js';

describe('the audit chain', () => {
  let app: AccessApp;
  let chain: AuditChain;
  let agencyId: string;
  let changes: string[];

  beforeAll(async () => {
    app = await AccessApp.start();
    chain = app.app.get(AuditChain);
    await app.app.get(AuditChainRunner).beforeApplicationShutdown(); // here the test alone appends
  });
  afterAll(() => app.stop());

  const record = (agency: string | null = agencyId, targetId = newId()): Promise<string> =>
    app.app.get(Database).inAgency(agency ?? newId(), (tx) =>
      app.app.get(AuditService).record(tx, agency, {
        actor: { kind: 'system', name: 'Upkeep' },
        origin: { ...NO_ORIGIN, address: '203.0.113.7' },
        action: 'talent.updated',
        target: { type: 'talent', id: targetId, name: 'Mira Sol' },
        fields: [{ field: 'name', before: 'Mira', after: 'Mira Sol' }],
      }),
    );
  const verify = (agency: string | null = agencyId, anchor?: { seq: number; hash: string }) =>
    app.app.get(AuditVerifier).verifyChain(agency, anchor);

  /** A chain of six: the agency, its owner, and four talents. */
  beforeEach(async () => {
    agencyId = (await app.owner()).agencyId;
    for (let round = 0; round < 4; round += 1) await record();
    await chain.appendAll();
    const rows = await app.sql<{ change_id: string }>(
      'SELECT change_id FROM audit_event WHERE chain_id = $1 ORDER BY seq',
      [agencyId],
    );
    changes = rows.map(({ change_id }) => change_id);
  });

  it('holds', async () => {
    expect(await verify()).toMatchObject({ chainId: agencyId, events: 6, erased: 0, head: { seq: 6 }, findings: [] });
  });

  it('goes on where it ended, each agency on its own, and what has no agency in one more', async () => {
    const other = (await app.owner('Elsewhere')).agencyId;
    await Promise.all([record(), record(other), record(null), record()]);
    expect(await chain.appendAll()).toBe(6);
    expect(await chain.appendAll()).toBe(0);
    expect(await verify()).toMatchObject({ events: 8, findings: [] });
    expect(await verify(other)).toMatchObject({ events: 3, findings: [] });
    expect(await verify(null)).toMatchObject({ chainId: '00000000-0000-0000-0000-000000000000', findings: [] });
    expect((await verify(null)).events).toBeGreaterThan(0);
  });

  it('takes each change once, however many append at the same time', async () => {
    await Promise.all(Array.from({ length: 5 }, () => record()));
    await Promise.all(Array.from({ length: 5 }, () => chain.appendBatch(2)));
    await chain.appendAll();
    expect(await verify()).toMatchObject({ events: 11, findings: [] });
  });

  it('is longer than one batch where more than one batch waits', async () => {
    const appended = [];
    for (let round = 0; round < 5; round += 1) await record();
    for (let count = 2; count > 0;) appended.push((count = await chain.appendBatch(2)));
    expect(appended).toEqual([2, 2, 1, 0]);
    expect(await verify()).toMatchObject({ events: 11, findings: [] });
  });

  const set = (statement: string, ...values: unknown[]) => app.sql(statement, values);

  it.each([
    ['actor_kind', `'staff'`, 'event-altered'],
    ['action', `'talent.deletee'`, 'event-altered'],
    ['at', `at + interval '1 millisecond'`, 'event-altered'],
    ['target_id', `chain_id`, 'event-altered'],
    ['payload_digest', `set_byte(payload_digest, 5, get_byte(payload_digest, 5) # 1)`, 'event-altered'],
    ['hash', `set_byte(hash, 31, get_byte(hash, 31) # 1)`, 'event-altered'],
    ['prev_hash', `set_byte(prev_hash, 0, get_byte(prev_hash, 0) # 1)`, 'link-broken'],
  ])('names the event whose %s was altered', async (column, value, kind) => {
    await set(`UPDATE audit_event SET ${column} = ${value} WHERE chain_id = $1 AND seq = 3`, agencyId);
    expect((await verify()).findings).toContainEqual({ kind, seq: 3, changeId: changes[2] });
  });

  it.each(['actor_kind', 'action', 'target_type'])('names the change whose %s was altered', async (column) => {
    await set(`UPDATE change SET ${column} = 'x' WHERE id = $1`, changes[3]);
    expect((await verify()).findings).toEqual([{ kind: 'change-altered', seq: 4, changeId: changes[3] }]);
  });

  it.each([
    ['target_name', `target_name || ' '`],
    ['actor_name', `'Nobody'`],
    ['address', `'203.0.113.8'`],
    ['fields', `jsonb_set(fields, '{0,before}', '"Mirb"')`],
    ['salt', `set_byte(salt, 0, get_byte(salt, 0) # 1)`],
  ])('names the detail whose %s was altered by a byte', async (column, value) => {
    await set(`UPDATE audit_detail SET ${column} = ${value} WHERE change_id = $1`, changes[4]);
    expect((await verify()).findings).toEqual([{ kind: 'detail-altered', seq: 5, changeId: changes[4] }]);
  });

  it.each([
    ['target_name', `'Somebody'`],
    ['fields', `'[{"field": "name", "before": "A", "after": "B"}]'`],
  ])('names the detail whose %s was forged under the cover of an erasure', async (column, value) => {
    await set(`UPDATE audit_detail SET target_name = NULL, fields = '[]', salt = '' WHERE change_id = $1`, changes[4]);
    await set(`UPDATE audit_detail SET ${column} = ${value} WHERE change_id = $1`, changes[4]);
    expect((await verify()).findings).toEqual([{ kind: 'detail-altered', seq: 5, changeId: changes[4] }]);
  });

  it('names the event that was removed', async () => {
    await set('DELETE FROM audit_event WHERE chain_id = $1 AND seq = 3', agencyId);
    expect((await verify()).findings).toEqual([
      { kind: 'event-missing', seq: 3, changeId: null },
      { kind: 'event-missing', seq: null, changeId: changes[2] },
    ]);
  });

  it('finds a removal that was covered up by moving the rest together', async () => {
    await set('DELETE FROM change WHERE id = $1', changes[2]);
    await set('DELETE FROM audit_event WHERE chain_id = $1 AND seq = 3', agencyId);
    await set('UPDATE audit_event SET seq = seq - 1 WHERE chain_id = $1 AND seq = 4', agencyId);
    const { findings } = await verify();
    expect(findings).toContainEqual({ kind: 'link-broken', seq: 3, changeId: changes[3] });
    expect(findings).toContainEqual({ kind: 'event-altered', seq: 3, changeId: changes[3] });
  });

  it('names both events that changed places', async () => {
    await set(
      'UPDATE audit_event SET seq = CASE seq WHEN 3 THEN 104 ELSE 103 END WHERE chain_id = $1 AND seq IN (3, 4)',
      agencyId,
    );
    await set('UPDATE audit_event SET seq = seq - 100 WHERE chain_id = $1 AND seq > 100', agencyId);
    const broken = (await verify()).findings.filter(({ kind }) => kind === 'link-broken').map(({ seq }) => seq);
    expect(broken).toEqual([3, 4, 5]);
  });

  it('finds that the end was cut off, by the changes that remember it', async () => {
    await set('DELETE FROM audit_event WHERE chain_id = $1 AND seq > 4', agencyId);
    expect((await verify()).findings).toEqual([
      { kind: 'event-missing', seq: null, changeId: changes[4] },
      { kind: 'event-missing', seq: null, changeId: changes[5] },
    ]);
  });

  it('finds that the end was cut off with its changes, by a head that was noted elsewhere', async () => {
    const { head } = await verify();
    await set('DELETE FROM audit_event WHERE chain_id = $1 AND seq > 4', agencyId);
    await set('DELETE FROM audit_detail WHERE change_id = ANY($1)', changes.slice(4));
    await set('DELETE FROM change WHERE id = ANY($1)', changes.slice(4));
    expect((await verify()).findings).toEqual([]);
    expect((await verify(agencyId, head ?? undefined)).findings).toEqual([
      { kind: 'truncated', seq: 6, changeId: null },
    ]);
  });

  it('finds a chain that was written anew, by a head that was noted elsewhere', async () => {
    const { head } = await verify();
    await set('DELETE FROM audit_event WHERE chain_id = $1', agencyId);
    await set(`UPDATE change SET action = 'talent.created', chained = false WHERE id = ANY($1)`, changes);
    await chain.appendAll();
    expect((await verify()).findings).toEqual([]);
    const { findings } = await verify(agencyId, head ?? undefined);
    expect(findings).toEqual([{ kind: 'head-differs', seq: 6, changeId: changes[5] }]);
  });

  it('names a change and a detail that were removed', async () => {
    await set('DELETE FROM audit_detail WHERE change_id = $1', changes[2]);
    await set('DELETE FROM change WHERE id = $1', changes[3]);
    expect((await verify()).findings).toEqual([
      { kind: 'detail-missing', seq: 3, changeId: changes[2] },
      { kind: 'change-missing', seq: 4, changeId: changes[3] },
    ]);
  });

  it('bears that a person is erased, before and after it was chained', async () => {
    const talent = newId();
    const database = app.app.get(Database);
    const erase = () => database.inAgency(agencyId, (tx) => app.app.get(AuditService).eraseDetails(tx, talent));
    await record(agencyId, talent);
    await chain.appendAll();
    await erase();
    await record(agencyId, talent);
    await erase();
    await chain.appendAll();
    expect(await verify()).toMatchObject({ events: 8, erased: 2, findings: [] });
  });

  it('can be neither changed nor shortened by the application', async () => {
    const database = app.app.get(Database);
    const attempts = [
      database.inAgency(agencyId, (tx) => tx.auditEvent.updateMany({ where: { agencyId }, data: { action: 'x' } })),
      database.inAgency(agencyId, (tx) => tx.auditEvent.deleteMany({ where: { agencyId } })),
      database.inAgency(agencyId, (tx) => tx.change.updateMany({ where: { agencyId }, data: { action: 'x' } })),
      database.inAgency(agencyId, (tx) => tx.change.deleteMany({ where: { agencyId } })),
    ];
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    expect((await verify()).findings).toEqual([]);
  });
});
