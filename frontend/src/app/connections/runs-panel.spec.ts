import { TestBed } from '@angular/core/testing';
import { aConnection } from '../../testing/samples';
import { ApiClient } from '../core/api-client';
import type { RunResponse } from '../core/api/models';
import { ConnectionStore } from './connection-store';
import { RunsPanel } from './runs-panel';

const aRun = (change: Partial<RunResponse>): RunResponse => ({
  id: 'r1',
  cause: 'scheduled',
  attempt: 0,
  outcome: 'ok',
  startedAt: '2026-01-05T12:00:00Z',
  finishedAt: '2026-01-05T12:00:02Z',
  durationMs: 2_400,
  calls: 3,
  postsSeen: 40,
  postsNew: 2,
  postsChanged: 0,
  code: null,
  text: null,
  ...change,
});

async function linesOf(...items: RunResponse[]): Promise<string[]> {
  const get = () => Promise.resolve({ items, nextCursor: null });
  TestBed.configureTestingModule({ providers: [ConnectionStore, { provide: ApiClient, useValue: { get } }] });
  const fixture = TestBed.createComponent(RunsPanel);
  fixture.componentRef.setInput('connection', aConnection());
  await fixture.whenStable();
  const panel = fixture.nativeElement as HTMLElement;
  return [...panel.querySelectorAll('li')].map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());
}

describe('RunsPanel', () => {
  it('tells of each sync why it ran, how long it took, what it cost and what it brought', async () => {
    const [line] = await linesOf(aRun({}));
    expect(line).toMatch(/CompleteOn schedule.*40 posts seen, 2 new 3 calls to the platform · 2\.4 s/);
  });

  it('names the code beside its words', async () => {
    const failed = { outcome: 'failed', postsSeen: 0, postsNew: 0, attempt: 1, cause: 'manual' } as const;
    const [line] = await linesOf(aRun({ ...failed, code: 'SYNC_TIMEOUT', text: 'Tube did not answer in time.' }));
    expect(line).toMatch(/FailedAsked for, 2nd try.*Tube did not answer in time\. SYNC_TIMEOUT 3 calls/);
  });

  it('says nothing yet of what a sync that runs will have cost', async () => {
    const [line] = await linesOf(
      aRun({ outcome: 'running', finishedAt: null, durationMs: null, calls: 0, postsSeen: 0 }),
    );
    expect(line).toContain('Running');
    expect(line).not.toMatch(/calls|posts/);
  });
});
