import { TestBed } from '@angular/core/testing';
import { ApiClient } from './api-client';
import type { ConnectionStatusResponse } from './api/models';
import { StatusFeed, StatusMemory } from './status-feed';

function status(id: string, change: Partial<ConnectionStatusResponse> = {}): ConnectionStatusResponse {
  const still = { isRefreshing: false, code: null, nextTryAt: null, lastSyncAt: null, followers: null, progress: null };
  return { id, status: 'READY', ...still, ...change };
}

describe('StatusFeed', () => {
  it('asks in batches of a hundred, in the background', async () => {
    const get = jest.fn().mockResolvedValue({ items: [status('x')] });
    TestBed.configureTestingModule({ providers: [{ provide: ApiClient, useValue: { get } }] });
    const ids = Array.from({ length: 150 }, (_, index) => `c${index}`);
    const statuses = await TestBed.inject(StatusFeed).read(ids);
    expect(get.mock.calls).toEqual([
      ['/connections/status', { ids: ids.slice(0, 100).join(',') }, true],
      ['/connections/status', { ids: ids.slice(100).join(',') }, true],
    ]);
    expect(statuses).toHaveLength(2);
  });
});

describe('StatusMemory', () => {
  it('tells which moved since the last look, and nothing on the first', () => {
    const memory = new StatusMemory();
    expect(memory.moved([status('a'), status('b')])).toEqual([]);
    const changed = status('b', { status: 'ERROR' });
    expect(memory.moved([status('a'), changed])).toEqual([changed]);
    expect(memory.moved([status('a'), changed])).toEqual([]);
  });
});
