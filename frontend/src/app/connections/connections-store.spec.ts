import { TestBed } from '@angular/core/testing';
import { aConnection } from '../../testing/samples';
import { Announcer } from '../core/announcer';
import { ApiClient } from '../core/api-client';
import type { ConnectionResponse } from '../core/api/models';
import { ConnectionsStore } from './connections-store';

describe('ConnectionsStore', () => {
  let listed: ConnectionResponse[];

  beforeEach(() => {
    jest.useFakeTimers();
    listed = [];
    const get = jest.fn((path: string) => Promise.resolve({ items: path === '/connections/status' ? [] : listed }));
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
});
