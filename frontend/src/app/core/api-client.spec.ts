import { TestBed } from '@angular/core/testing';
import { ApiClient } from './api-client';
import { Connectivity } from './connectivity';
import { ProblemError } from './problem';

type Init = Omit<RequestInit, 'headers'> & { headers: Record<string, string> };

const request = jest.fn<Promise<Partial<Response>>, [string, Init]>();
const answer = (status: number, body: string) => ({ ok: status < 400, status, text: () => Promise.resolve(body) });

describe('ApiClient', () => {
  const ended = jest.fn();
  let api: ApiClient;

  beforeEach(() => {
    ended.mockReset();
    request.mockReset().mockResolvedValue(answer(200, '{}'));
    Object.assign(globalThis, { fetch: request });
    api = TestBed.inject(ApiClient);
    api.onSessionEnd(ended);
  });

  const sent = (index = 0) => {
    const [url, init] = request.mock.calls[index] ?? ['', { headers: {} }];
    return { url, ...init };
  };

  it('speaks to the origin that the page names, with its cookies and with whole image addresses', async () => {
    const meta = document.head.appendChild(document.createElement('meta'));
    meta.name = 'rostrum-api';
    meta.content = 'https://api.example.com/';
    request.mockResolvedValue(answer(200, '{"avatarUrl":"/api/v1/media/abc","url":"/elsewhere"}'));
    const read = await api.get('/talents');
    meta.remove();
    expect(sent()).toMatchObject({ url: 'https://api.example.com/api/v1/talents', credentials: 'include' });
    expect(read).toEqual({ avatarUrl: 'https://api.example.com/api/v1/media/abc', url: '/elsewhere' });
  });

  it('leaves out of the query what is not set, and escapes what is', async () => {
    await api.get('/talents', { q: 'a&b', status: null, tag: undefined, platform: '', limit: 50 });
    expect(sent().url).toBe('/api/v1/talents?q=a%26b&limit=50');
    expect(sent().headers).not.toHaveProperty('X-Background');
  });

  it('marks background reads, so that they do not keep a session alive', async () => {
    await api.get('/connections/status', { ids: 'a' }, true);
    expect(sent().headers).toMatchObject({ 'X-Background': '1' });
  });

  it('gives every POST its own idempotency key, or the one of the caller', async () => {
    await api.post('/connections', {});
    await api.post('/connections', {});
    await api.post('/connections', {}, 'mine');
    const keys = [0, 1, 2].map((index) => sent(index).headers['Idempotency-Key']);
    expect(keys[0]).toBeTruthy();
    expect(keys[0]).not.toBe(keys[1]);
    expect(keys[2]).toBe('mine');
  });

  it('sends none with sign-in', async () => {
    await api.post('/auth/login', { email: 'a' });
    expect(sent().headers).not.toHaveProperty('Idempotency-Key');
    expect(sent()).toMatchObject({ method: 'POST', body: '{"email":"a"}' });
  });

  it('takes an empty answer for what it is', async () => {
    request.mockResolvedValue(answer(204, ''));
    await expect(api.delete('/connections/x', { data: 'keep' })).resolves.toBeUndefined();
    expect(sent()).toMatchObject({ url: '/api/v1/connections/x?data=keep', method: 'DELETE', body: null });
  });

  it('turns a failed answer into its problem', async () => {
    request.mockResolvedValue(answer(404, '{"code":"NOT_FOUND","detail":"Gone."}'));
    await expect(api.get('/talents/x')).rejects.toMatchObject({ problem: { status: 404, detail: 'Gone.' } });
    expect(ended).not.toHaveBeenCalled();
  });

  it('tells a dead connection from an answer', async () => {
    request.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(api.get('/talents')).rejects.toMatchObject({ problem: { code: 'UNREACHABLE', status: 0 } });
  });

  it('tells whether anybody answers, and an answer that breaks off is none', async () => {
    const { awaySince } = TestBed.inject(Connectivity);
    const broken = () => Promise.reject(new TypeError('network error'));
    for (const none of [answer(502, '<html>'), { ...answer(200, ''), text: broken }]) {
      request.mockResolvedValue(none);
      await expect(api.get('/talents')).rejects.toBeInstanceOf(ProblemError);
      expect(awaySince()).not.toBeNull();
      request.mockResolvedValue(answer(404, '{}'));
      await expect(api.get('/talents')).rejects.toBeInstanceOf(ProblemError);
      expect(awaySince()).toBeNull();
    }
  });

  it('ends the session on a 401, but not for a wrong passphrase', async () => {
    request.mockResolvedValue(answer(401, '<html>'));
    await expect(api.post('/auth/login', {})).rejects.toBeInstanceOf(ProblemError);
    expect(ended).not.toHaveBeenCalled();
    await expect(api.get('/talents')).rejects.toBeInstanceOf(ProblemError);
    expect(ended).toHaveBeenCalledTimes(1);
  });
});
