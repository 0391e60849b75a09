import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { aConnection, aPlatform } from '../../testing/samples';
import { ApiClient } from '../core/api-client';
import type { ConnectionResponse } from '../core/api/models';
import { ProblemError, UNREACHABLE } from '../core/problem';
import { Session } from '../core/session';
import { ConnectionPage } from './connection-page';

const METRICS = { from: '2026-08-24T12:00:00Z', to: '2026-11-22T12:00:00Z', points: [], gaps: [], blanks: {} };

async function open(first: ConnectionResponse | Error, view?: string) {
  const post = jest.fn((_path: string) => Promise.resolve(aConnection({ id: 'c1', status: 'READY' })));
  const get = jest.fn((path: string): Promise<unknown> => {
    if (path === '/platforms') return Promise.resolve({ items: [aPlatform()] });
    if (path.endsWith('/metrics')) return Promise.resolve(METRICS);
    if (path !== '/connections/c1') return Promise.resolve({ items: [], nextCursor: null });
    return first instanceof Error ? Promise.reject(first) : Promise.resolve(first);
  });
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: ApiClient, useValue: { get, post } },
      { provide: Session, useValue: { can: () => true, me: () => null } },
    ],
  });
  const fixture = TestBed.createComponent(ConnectionPage);
  fixture.componentRef.setInput('id', 'c1');
  fixture.componentRef.setInput('view', view);
  // The page asks, then what it shows asks in turn.
  const settle = async () => {
    for (let turn = 0; turn < 4; turn += 1) await fixture.whenStable();
  };
  await settle();
  const page = fixture.nativeElement as HTMLElement;
  const press = async (name: string) => {
    const named = (button: Element) => (button.getAttribute('aria-label') ?? button.textContent.trim()) === name;
    [...page.querySelectorAll('button')].find(named)?.click();
    await settle();
  };
  return { page, post, get, press };
}

const asked = (get: jest.Mock) => get.mock.calls.map(([path]) => String(path));

describe('ConnectionPage', () => {
  it.each([
    [undefined, ['/connections/c1/metrics', '/connections/c1/changes']],
    ['posts', ['/connections/c1/posts']],
    ['history', ['/connections/c1/timeline', '/connections/c1/runs']],
    ['nonsense', ['/connections/c1/metrics', '/connections/c1/changes']],
  ])('with the part "%s" asks for what that part shows', async (view, paths) => {
    const { get, page } = await open(aConnection({ id: 'c1', status: 'READY' }), view);
    const below = asked(get).filter((path) => path.startsWith('/connections/c1/'));
    expect(below.toSorted()).toEqual(paths.toSorted());
    expect(page.querySelectorAll('nav a[aria-current=page]')).toHaveLength(1);
  });

  it.each([
    ['Pause', 'READY', 'pause'],
    ['Resume', 'PAUSED', 'resume'],
    ['Restore @mia', 'DISCONNECTED', 'restore'],
  ] as const)('"%s" does that to what is %s, and shows how it stands then', async (name, status, deed) => {
    const { press, post, page } = await open(aConnection({ id: 'c1', status }));
    await press(name);
    expect(post.mock.calls.map(([path]) => path)).toEqual([`/connections/c1/${deed}`]);
    expect(page.querySelector('app-status-badge')?.textContent.trim()).toBe('Ready');
  });

  it('has a way out where there is no such profile, and another try where nothing answers', async () => {
    const gone = new ProblemError({ ...UNREACHABLE, status: 404 });
    expect((await open(gone)).page.textContent).toContain('This profile is not here');
    TestBed.resetTestingModule();
    expect((await open(new ProblemError(UNREACHABLE))).page.textContent).toContain('Try again');
  });
});
