import { TestBed } from '@angular/core/testing';
import { aConnection } from '../../testing/samples';
import { ApiClient } from '../core/api-client';
import type { ConnectionResponse, ConnectionStatusResponse } from '../core/api/models';
import { ProblemError } from '../core/problem';
import { ConnectionStore } from './connection-store';

const POLL = 10_000;

function setUp(first: ConnectionResponse) {
  const api = {
    now: first,
    gone: false,
    asked: [] as string[],
    get: (path: string): Promise<unknown> => {
      api.asked.push(path);
      if (path === '/connections/status') {
        const { id, status, isRefreshing, nextTryAt, lastSyncAt } = api.now;
        const row: ConnectionStatusResponse = {
          id,
          status,
          isRefreshing,
          nextTryAt,
          lastSyncAt,
          code: null,
          followers: null,
          progress: null,
        };
        return Promise.resolve({ items: api.gone ? [] : [row] });
      }
      if (!api.gone) return Promise.resolve(api.now);
      const problem = {
        status: 404,
        title: '',
        detail: 'There is no such connection.',
        code: 'NOT_FOUND',
        action: null,
      };
      return Promise.reject(new ProblemError({ ...problem, requestId: null, retryAfter: null, errors: [] } as never));
    },
    delete: () => {
      api.gone = true;
      return Promise.resolve();
    },
  };
  TestBed.configureTestingModule({ providers: [ConnectionStore, { provide: ApiClient, useValue: api }] });
  const store = TestBed.inject(ConnectionStore);
  store.show(first.id);
  return { api, store, polls: (count: number) => jest.advanceTimersByTimeAsync(count * POLL) };
}

describe('ConnectionStore', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  it('shows what the feed says has moved, and tells what stands below it to look again', async () => {
    const { api, store, polls } = setUp(aConnection({ id: 'c1', status: 'SYNCING' }));
    await polls(1);
    const before = store.beat();
    api.now = aConnection({ id: 'c1', status: 'READY' });
    await polls(1);
    expect(store.connection()?.status).toBe('READY');
    expect(store.beat()).toBeGreaterThan(before);
  });

  it('looks now and then for what the feed does not tell', async () => {
    const { api, store, polls } = setUp(aConnection({ id: 'c1', status: 'READY' }));
    await polls(1);
    api.now = aConnection({ id: 'c1', status: 'READY', verification: 'verified' });
    await polls(3);
    expect(store.connection()?.verification).toBe('verified');
  });

  it('says that it is gone when somebody else has erased it', async () => {
    const { api, store, polls } = setUp(aConnection({ id: 'c1', status: 'READY' }));
    await polls(1);
    api.gone = true;
    await polls(1);
    expect(store.gone()).toBe(true);
    const asked = api.asked.length;
    await polls(3);
    expect(api.asked).toHaveLength(asked);
  });

  it('is gone once it is erased here', async () => {
    const { store, polls } = setUp(aConnection({ id: 'c1' }));
    await polls(1);
    await store.disconnect('c1', 'erase');
    expect(store.gone()).toBe(true);
  });
});
