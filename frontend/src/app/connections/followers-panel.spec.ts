import { TestBed } from '@angular/core/testing';
import { aConnection } from '../../testing/samples';
import { ApiClient } from '../core/api-client';
import type { MetricsResponse } from '../core/api/models';
import { ConnectionStore } from './connection-store';
import { FollowersPanel } from './followers-panel';

const DAY = 24 * 3600_000;
const TO = Date.parse('2026-11-22T12:00:00Z');
const on = (daysAgo: number) => new Date(TO - daysAgo * DAY).toISOString();

function metrics(followers: readonly (number | null)[], change: Partial<MetricsResponse> = {}): MetricsResponse {
  const points = followers.map((value, index) => ({
    at: on(followers.length - 1 - index),
    followers: value,
    following: null,
    posts: null,
    views: null,
  }));
  return { from: on(90), to: on(0), points, gaps: [], blanks: {}, ...change };
}

async function draw(answer: MetricsResponse | Promise<never>) {
  const get = jest.fn((_path: string, _query: object) => Promise.resolve(answer));
  TestBed.configureTestingModule({ providers: [ConnectionStore, { provide: ApiClient, useValue: { get } }] });
  const fixture = TestBed.createComponent(FollowersPanel);
  fixture.componentRef.setInput('connection', aConnection({ id: 'c1', lastSyncAt: on(0) }));
  await fixture.whenStable();
  const panel = fixture.nativeElement as HTMLElement;
  const choose = async (name: string) => {
    const labels = [...panel.querySelectorAll('label')];
    const input = labels.find((label) => label.textContent.includes(name))?.querySelector('input');
    (input ?? panel.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`))?.click();
    await fixture.whenStable();
  };
  return { panel, get, choose };
}

describe('FollowersPanel', () => {
  it('draws the curve and says in words what it shows, and how it moved', async () => {
    const { panel } = await draw(metrics([100, 120, 140]));
    expect(panel.querySelector('svg[role=img]')?.getAttribute('aria-label')).toBe(
      'Followers: From 100 on 20 Nov 2026 to 140 on 22 Nov 2026, between 100 and 140.',
    );
    expect(panel.textContent).toContain('+40 since the first read');
    expect(panel.querySelectorAll('path.curve-line')).toHaveLength(1);
  });

  it('draws a gap as a gap', async () => {
    const { panel } = await draw(metrics([100, 120, 140, 150], { gaps: [{ from: on(1.9), to: on(1.1) }] }));
    expect(panel.querySelectorAll('path.curve-line')).toHaveLength(2);
    expect(panel.querySelector('svg[role=img]')?.getAttribute('aria-label')).toContain('Nothing was read in one span.');
  });

  it('gives the same as a table, newest first', async () => {
    const { panel, choose } = await draw(metrics([100, 90]));
    await choose('As a table');
    const cells = [...panel.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent.trim()),
    );
    expect(cells).toEqual([
      ['22 Nov 2026', '90', '−10'],
      ['21 Nov 2026', '100', ''],
    ]);
  });

  it('is a dot where there was one read only', async () => {
    const { panel } = await draw(metrics([100]));
    expect(panel.querySelector('path.curve-line')).toBeNull();
    expect(panel.querySelector('svg text.curve-mark')?.textContent.trim()).toBe('100');
    expect(panel.textContent).toContain('One read so far');
  });

  it('says so where nothing was read, and where the account shows no numbers', async () => {
    expect((await draw(metrics([]))).panel.textContent).toContain('No numbers in this span');
    TestBed.resetTestingModule();
    const hidden = await draw(metrics([null, null], { blanks: { followers: 'hidden' } }));
    expect(hidden.panel.textContent).toContain('Hidden by the account.');
  });

  it('asks anew for another span', async () => {
    const { get, choose } = await draw(metrics([100]));
    await choose('30 d');
    const froms = get.mock.calls.map(([path, query]) => [path, Date.parse((query as { from: string }).from)] as const);
    expect(froms.map(([path]) => path)).toEqual(['/connections/c1/metrics', '/connections/c1/metrics']);
    expect(Math.round(((froms[1]?.[1] ?? 0) - (froms[0]?.[1] ?? 0)) / DAY)).toBe(60);
  });
});
