import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { aConnection, aPlatform } from '../../testing/samples';
import { ApiClient } from '../core/api-client';
import type { ConnectionResponse } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { ConnectionRow } from './connection-row';

async function draw(change: Partial<ConnectionResponse>, saidAbove = false) {
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: ApiClient, useValue: { get: () => Promise.resolve({ items: [aPlatform()] }) } },
    ],
  });
  await TestBed.inject(PlatformStore).refresh();
  const fixture = TestBed.createComponent(ConnectionRow);
  fixture.componentRef.setInput('connection', aConnection(change));
  fixture.componentRef.setInput('mayWrite', true);
  fixture.componentRef.setInput('mayDelete', true);
  fixture.componentRef.setInput('saidAbove', saidAbove);
  const retried = jest.fn();
  fixture.componentInstance.chosen.subscribe(retried);
  await fixture.whenStable();
  const row = fixture.nativeElement as HTMLElement;
  const names = [...row.querySelectorAll('[aria-label]')].map((element) => element.getAttribute('aria-label'));
  return { row, names, retried };
}

describe('ConnectionRow', () => {
  it('shows a new connection as pending, without inventing numbers', async () => {
    const { row, names } = await draw({});
    expect(row.textContent).toContain('Pending');
    expect(row.textContent).toContain('Manual');
    expect(row.textContent).toContain('Comes with the first read');
    expect(row.textContent).toContain('not yet');
    expect(names).toEqual(expect.arrayContaining(['Tube', 'Sync @mia now', 'Disconnect @mia']));
  });

  it('leads to the page of the profile', async () => {
    const { row } = await draw({ id: 'c7' });
    expect(row.querySelector('a[href="/connections/c7"]')?.textContent).toContain('Tube');
  });

  it.each([
    ['in 4 min', 270],
    ['any moment', 3],
    ['any moment', -90],
  ])('between two tries says that the next one comes %s', async (words, seconds) => {
    const nextTryAt = new Date(Date.now() + seconds * 1_000).toISOString();
    const { row } = await draw({ status: 'SYNCING', nextTryAt });
    expect(row.textContent).toContain(`The last try did not work. The next one comes ${words}.`);
  });

  it('says what went wrong, and retries when asked', async () => {
    const error = {
      code: 'PROFILE_NOT_FOUND',
      text: 'Tube has no “mia”.',
      action: 'Check it.',
      at: '2026-11-22T12:00:00Z',
      retry: 'user' as const,
    };
    const { row, retried } = await draw({ status: 'ERROR', error });
    expect(row.querySelector('[role=alert]')).toBeNull();
    expect(row.querySelector('[role=note][aria-label="Error of @mia"]')?.textContent).toContain(
      'Tube has no “mia”. Check it.',
    );
    row.querySelector<HTMLButtonElement>('[aria-label="Retry @mia"]')?.click();
    expect(retried).toHaveBeenCalledWith('sync');
  });

  it.each([
    ['in words', false, 'ui-badge.simulated'],
    ['by a small mark where a banner says it already', true, '.simulated-mark'],
  ])('marks made-up data %s', async (_, saidAbove, mark) => {
    const { row } = await draw({ simulated: true }, saidAbove);
    expect(row.querySelector(mark)?.textContent.trim()).toBe('Simulated');
    expect(row.textContent.match(/Simulated/g)).toHaveLength(1);
  });

  it('never makes a link of anything but http(s)', async () => {
    const { row } = await draw({ url: 'javascript:alert(1)' });
    expect(row.querySelector('a:not([href^="/connections/"])')).toBeNull();
  });

  it('says when it may be read again by hand', async () => {
    const { names } = await draw({ syncAllowedAt: new Date(Date.now() + 3_600_000).toISOString() });
    expect(names).toContainEqual(expect.stringMatching(/^Sync @mia now: again at \d\d:\d\d$/));
  });

  it('offers to resume what is paused, and says who paused it', async () => {
    const control = { state: 'paused' as const, by: 'Marta', reason: 'On tour', at: '2026-11-22T12:00:00Z' };
    const { row, names, retried } = await draw({ status: 'PAUSED', control });
    expect(row.textContent).toContain('Paused by Marta');
    expect(row.textContent).toContain('On tour');
    expect(names).not.toContain('Sync @mia now');
    row.querySelector<HTMLButtonElement>('[aria-label="Resume @mia"]')?.click();
    expect(retried).toHaveBeenCalledWith('resume');
  });

  it('lets what is disconnected be restored or erased, and nothing else', async () => {
    const control = { state: 'archived' as const, by: null, reason: null, at: '2026-11-22T12:00:00Z' };
    const { names } = await draw({ status: 'DISCONNECTED', control });
    expect(names).toEqual(expect.arrayContaining(['Restore @mia', 'Erase @mia']));
    expect(names).not.toEqual(expect.arrayContaining(['Disconnect @mia']));
    expect(names).not.toEqual(expect.arrayContaining(['More for @mia']));
  });

  it.each([
    ['public', 'Public'],
    ['verified', 'Verified'],
  ] as const)('tells whether ownership was shown: %s', async (verification, label) => {
    const { row } = await draw({ verification });
    expect(row.textContent).toContain(label);
  });

  it.each([
    [{ read: 1_200, of: 4_800 }, '1,200 of 4,800 posts read', '25'],
    [{ read: 1, of: null }, '1 post read', null],
  ])('tells how far the posts have been read: %j', async (progress, words, share) => {
    const { row } = await draw({ progress });
    expect(row.textContent).toContain(words);
    expect(row.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow') ?? null).toBe(share);
  });
});
