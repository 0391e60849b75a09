import { TestBed } from '@angular/core/testing';
import { aConnection } from '../../testing/samples';
import { ApiClient } from '../core/api-client';
import type { TimelineEvent } from '../core/api/models';
import { ConnectionStore } from './connection-store';
import { TimelinePanel } from './timeline-panel';

const event = (id: string, change: Partial<TimelineEvent> = {}): TimelineEvent => ({
  id,
  at: '2026-01-05T12:00:00Z',
  kind: 'run',
  tone: 'good',
  title: `Event ${id}`,
  text: null,
  code: null,
  actor: null,
  ...change,
});

async function draw(pages: Record<string, { items: TimelineEvent[]; nextCursor: string | null }>) {
  const get = (_: string, { cursor }: { cursor: string | null }) => Promise.resolve(pages[cursor ?? '']);
  TestBed.configureTestingModule({ providers: [ConnectionStore, { provide: ApiClient, useValue: { get } }] });
  const fixture = TestBed.createComponent(TimelinePanel);
  fixture.componentRef.setInput('connection', aConnection());
  await fixture.whenStable();
  return { fixture, panel: fixture.nativeElement as HTMLElement };
}

describe('TimelinePanel', () => {
  it('tells what happened day by day, with who did it', async () => {
    const { panel } = await draw({
      '': {
        items: [
          event('1', { kind: 'deed', title: 'Tube paused', text: 'On tour', actor: 'Ada', tone: 'warning' }),
          event('2', { at: '2026-01-04T12:00:00Z' }),
        ],
        nextCursor: null,
      },
    });
    expect([...panel.querySelectorAll('h3')].map(({ textContent }) => textContent.trim())).toEqual([
      'Monday, 5 January 2026',
      'Sunday, 4 January 2026',
    ]);
    expect(panel.querySelector('li')?.textContent).toMatch(/Warning: \s*Tube paused\s+· Ada\s*On tour/);
    expect(panel.querySelector('button')).toBeNull();
  });

  it('goes on behind what is shown', async () => {
    const { fixture, panel } = await draw({
      '': { items: [event('1')], nextCursor: 'next' },
      next: { items: [event('2')], nextCursor: null },
    });
    panel.querySelector('button')?.click();
    await fixture.whenStable();
    expect([...panel.querySelectorAll('li p:first-child')].map(({ textContent }) => textContent.trim())).toEqual([
      'Event 1',
      'Event 2',
    ]);
  });
});
