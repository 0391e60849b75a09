import { AccessApp, bearer, EchoController } from './access-app.js';
import type { Person } from './access-app.js';
import { IdempotencyRepository } from '../../../backend/src/access/idempotency.repository.js';
import { ErasureService } from '../../../backend/src/access/erasure.service.js';
import { Database } from '../../../backend/src/core/database/database.service.js';
import { ApiError } from '../../../backend/src/core/errors.js';

describe('Idempotency-Key', () => {
  let app: AccessApp;
  let owner: Person;
  let session: { Cookie: string };
  let keys = 0;
  let key: string;

  beforeAll(async () => {
    app = await AccessApp.start();
    owner = await app.owner();
    session = { Cookie: await app.session(owner) };
  });
  afterAll(() => app.stop());
  beforeEach(() => {
    keys += 1;
    key = `key-${String(keys)}`;
    EchoController.calls = 0;
    EchoController.work = (value) => ({ zebra: value, apple: [1, null] });
  });

  const send = (value: unknown, headers: Record<string, string> = {}, path = '/echo') =>
    app.post(path, { value }, { ...session, 'Idempotency-Key': key, ...headers });

  it('answers the same, to the letter, without doing it twice', async () => {
    const first = await send('a').expect(201);
    const again = await send('a').expect(201);
    expect(again.text).toBe(first.text);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(EchoController.calls).toBe(1);
  });

  it('does it each time without the header', async () => {
    await app.post('/echo', { value: 1 }, session).expect(201);
    await app.post('/echo', { value: 1 }, session).expect(201);
    expect(EchoController.calls).toBe(2);
  });

  it('refuses another request under the same key', async () => {
    await send('a').expect(201);
    const other = await send('b').expect(409);
    expect(other.body).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    const elsewhere = await send('a', {}, '/echo?x=1').expect(409);
    expect(elsewhere.body).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    expect(EchoController.calls).toBe(1);
  });

  it('does not mind in which order fields were written', async () => {
    EchoController.work = () => ({ n: EchoController.calls });
    const first = await send({ one: 1, two: 2 }).expect(201);
    const again = await send({ two: 2, one: 1 }).expect(201);
    expect(again.text).toBe(first.text);
  });

  it('belongs to its caller', async () => {
    await send('a').expect(201);
    const other = await app.apiKey(owner, ['write']);
    await app.post('/echo', { value: 'b' }, { ...bearer(other), 'Idempotency-Key': key }).expect(201);
    expect(EchoController.calls).toBe(2);
  });

  it('has a twin wait for the first answer', async () => {
    let finish = (_: unknown): void => undefined;
    const begun = new Promise<void>((begin) => {
      EchoController.work = () => new Promise((resolve) => ((finish = resolve), begin()));
    });
    const first = send('slow').then((response) => response);
    await begun;
    const claims = jest.spyOn(app.app.get(IdempotencyRepository), 'claim');
    const asked = new Promise<void>((resolve) =>
      claims.mockImplementationOnce(
        (...args) => (resolve(), IdempotencyRepository.prototype.claim.apply(app.app.get(IdempotencyRepository), args)),
      ),
    );
    const twin = send('slow').then((response) => response);
    await asked;
    finish({ done: true });
    expect((await first).text).toBe('{"done":true}');
    expect((await twin).text).toBe('{"done":true}');
    expect(EchoController.calls).toBe(1);
    claims.mockRestore();
  });

  it('tells a twin that waited in vain', async () => {
    let finish = (_: unknown): void => undefined;
    const begun = new Promise<void>((begin) => {
      EchoController.work = () => new Promise((resolve) => ((finish = resolve), begin()));
    });
    const first = send('very slow').then((response) => response);
    await begun;
    const twin = await send('very slow').expect(409);
    expect(twin.body).toMatchObject({ code: 'REQUEST_IN_FLIGHT' });
    finish({ done: true });
    expect((await first).status).toBe(201);
  });

  it('lets one of many at the same time do it', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => send('together')));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(EchoController.calls).toBe(1);
  });

  it('repeats a refusal', async () => {
    EchoController.work = () => {
      throw new ApiError('CONFLICT', 'Taken.', { connectionCode: 'PROFILE_DUPLICATE', extra: { existing: { id: 1 } } });
    };
    const first = await send('a').expect(409);
    EchoController.work = () => ({ now: 'free' });
    const again = await send('a').expect(409);
    expect({ ...(again.body as object), requestId: '' }).toEqual({ ...(first.body as object), requestId: '' });
    expect(EchoController.calls).toBe(1);
  });

  it.each([
    ['a failure of ours', () => new Error('broken'), 500],
    ['an outage', () => new ApiError('SERVICE_UNAVAILABLE', 'Later.'), 503],
    ['a limit', () => new ApiError('TOO_MANY_REQUESTS', 'Later.'), 429],
  ])('forgets %s, so that a retry can succeed', async (_, failure, status) => {
    EchoController.work = () => {
      throw failure();
    };
    await send('a').expect(status);
    EchoController.work = () => ({ now: 'well' });
    await send('a').expect(201);
  });

  it('is taken over from a holder that crashed, once its lock has ended', async () => {
    await send('a').expect(201);
    const lock = new Date(app.clock.now().getTime() + 60_000);
    await app.sql('UPDATE idempotency_key SET status = NULL, body = NULL, locked_until = $2 WHERE key = $1', [
      key,
      lock,
    ]);
    app.clock.advance({ seconds: 59 });
    await send('a').expect(409);
    app.clock.advance({ seconds: 1 });
    await send('a').expect(201);
    expect(EchoController.calls).toBe(2);
  });

  it('does not let a late holder overwrite who took over', async () => {
    const repository = app.app.get(IdempotencyRepository);
    const claimed = { agencyId: owner.agencyId, actorId: owner.userId, key };
    const times = (minute: number) => ({
      now: new Date(Date.UTC(2026, 0, 1, 0, minute)),
      lockedUntil: new Date(Date.UTC(2026, 0, 1, 0, minute + 1)),
      expiresAt: new Date(Date.UTC(2026, 0, 2)),
    });
    const hash = Buffer.alloc(32, 1);
    expect(await repository.claim(claimed, hash, times(0))).toBeNull();
    expect(await repository.claim(claimed, hash, times(5))).toBeNull();
    await repository.complete(claimed, times(0).lockedUntil, 201, '"late"');
    await repository.release(claimed, times(0).lockedUntil);
    await repository.complete(claimed, times(5).lockedUntil, 201, '"right"');
    expect(await repository.claim(claimed, hash, times(6))).toMatchObject({ status: 201, body: '"right"' });
  });

  it('is free again after a day', async () => {
    await send('a').expect(201);
    app.clock.advance({ hours: 24 });
    session = { Cookie: await app.session(owner) };
    await send('b').expect(201);
    expect(EchoController.calls).toBe(2);
  });

  it.each(['with space', 'x'.repeat(201), 'ümlaut'])('refuses the key %p', async (bad) => {
    await send('a', { 'Idempotency-Key': bad }).expect(400);
    expect(EchoController.calls).toBe(0);
  });

  it('makes one API key, and never repeats its secret', async () => {
    const headers = { ...session, 'Idempotency-Key': key };
    const first = await app.post('/api-keys', { name: 'Once', scopes: ['read'] }, headers).expect(201);
    const again = await app.post('/api-keys', { name: 'Once', scopes: ['read'] }, headers).expect(201);
    expect(again.body).toEqual({ ...(first.body as object), secret: null });
    const { secret } = first.body as { secret: string };
    const stored = await app.sql<{ body: string }>('SELECT body FROM idempotency_key WHERE key = $1', [key]);
    expect(stored[0]?.body).not.toContain(secret);
    expect(await app.sql(`SELECT 1 FROM api_key WHERE name = 'Once'`)).toHaveLength(1);
  });

  it('means nothing at sign-in', async () => {
    const one = await app.login(owner.email, undefined, { 'Idempotency-Key': key }).expect(200);
    const other = await app.login(owner.email, undefined, { 'Idempotency-Key': key }).expect(200);
    expect(one.headers['set-cookie']).not.toEqual(other.headers['set-cookie']);
  });

  it('forgets the answers that speak of somebody who was erased', async () => {
    const id = '01938f81-77aa-7c3e-8f10-2a9be9d40c11';
    EchoController.work = () => ({ id, name: 'Mira Sol' });
    await send('a').expect(201);
    await app.app
      .get(Database)
      .inAgency(owner.agencyId, (tx) => app.app.get(ErasureService).forget(tx, owner.agencyId, [id]));
    expect(await app.sql('SELECT 1 FROM idempotency_key WHERE key = $1', [key])).toEqual([]);
  });
});
