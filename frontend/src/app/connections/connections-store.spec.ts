import { TestBed } from '@angular/core/testing';
import { aConnection } from '../../testing/samples';
import { Announcer } from '../core/announcer';
import { ApiClient } from '../core/api-client';
import type { ConnectionResponse } from '../core/api/models';
import { nudgePollers } from '../core/poller';
import { ConnectionsStore } from './connections-store';

describe('ConnectionsStore', () => {
  let listed: ConnectionResponse[];
  let statuses: object[];
  let one: ConnectionResponse;

  beforeEach(() => {
    jest.useFakeTimers();
    listed = [];
    statuses = [];
    const get = jest.fn((path: string): Promise<unknown> => {
      if (path === '/connections/c1') return Promise.resolve(one);
      return Promise.resolve({ items: path === '/connections/status' ? statuses : listed });
    });
    TestBed.configureTestingModule({ providers: [ConnectionsStore, { provide: ApiClient, useValue: { get } }] });
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  it('shows within a minute, and says, what a colleague connected', async () => {
    const store = TestBed.inject(ConnectionsStore);
    store.show('t1');
    await jest.advanceTimersByTimeAsync(0);
    expect(store.screen.state().kind).toBe('empty');
    listed = [aConnection({ platform: 'tube', handle: 'mia' })];
    await jest.advanceTimersByTimeAsync(59_999);
    expect(store.screen.items()).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(store.screen.items()).toEqual(listed);
    expect(TestBed.inject(Announcer).text()).toBe('@mia on tube was connected');
  });

  it('shows at once what the talent has connected, when news of it come', async () => {
    const store = TestBed.inject(ConnectionsStore);
    store.show('t1');
    await jest.advanceTimersByTimeAsync(0);
    listed = [aConnection({ platform: 'tube', handle: 'Mia Okafor' })];
    nudgePollers();
    await jest.advanceTimersByTimeAsync(0);
    expect(store.screen.items()).toEqual(listed);
    expect(TestBed.inject(Announcer).text()).toBe('Mia Okafor on tube was connected');
  });

  it('follows how far the posts are read, without saying each step', async () => {
    const store = TestBed.inject(ConnectionsStore);
    const connection = aConnection({ id: 'c1', status: 'READY', progress: { read: 100, of: 200 } });
    listed = [connection];
    store.show('t1');
    await jest.advanceTimersByTimeAsync(0);
    const { lastSyncAt, nextTryAt, isRefreshing, status } = connection;
    const step = { read: 150, of: 200 };
    statuses = [{ id: 'c1', status, isRefreshing, nextTryAt, lastSyncAt, followers: null, progress: step }];
    one = { ...connection, progress: step };
    await jest.advanceTimersByTimeAsync(10_000);
    expect(store.screen.items()[0]?.progress).toEqual(step);
    expect(TestBed.inject(Announcer).text()).toBe('');
  });
});
