import { TestBed } from '@angular/core/testing';
import { aConnection, aPlatform } from '../../testing/samples';
import { ApiClient } from '../core/api-client';
import type { ConnectionResponse } from '../core/api/models';
import { Session } from '../core/session';
import { ConnectionHeader } from './connection-header';

async function draw(
  change: Partial<ConnectionResponse>,
  may: readonly string[] = ['connection:write', 'connection:delete'],
) {
  TestBed.configureTestingModule({
    providers: [
      { provide: ApiClient, useValue: { get: () => Promise.resolve({ items: [aPlatform()] }) } },
      { provide: Session, useValue: { can: (permission: string) => may.includes(permission), me: () => null } },
    ],
  });
  const fixture = TestBed.createComponent(ConnectionHeader);
  fixture.componentRef.setInput('connection', aConnection(change));
  const chosen = jest.fn();
  fixture.componentInstance.chosen.subscribe(chosen);
  await fixture.whenStable();
  const header = fixture.nativeElement as HTMLElement;
  const buttons = [...header.querySelectorAll('button')];
  return {
    header,
    chosen,
    names: buttons.map((button) => button.getAttribute('aria-label') ?? button.textContent.trim()),
    press: (name: string) => buttons.find(({ textContent }) => textContent.trim() === name)?.click(),
  };
}

describe('ConnectionHeader', () => {
  it('offers to sync and to pause what is well', async () => {
    const { names, chosen, press } = await draw({ status: 'READY' });
    expect(names).toEqual(['Sync now', 'Pause', 'More for @mia']);
    press('Pause');
    expect(chosen).toHaveBeenCalledWith('pause');
  });

  it('offers to resume what is paused, and nothing of the kind to what is disconnected', async () => {
    expect((await draw({ status: 'PAUSED' })).names).toEqual(['Resume', 'More for @mia']);
    TestBed.resetTestingModule();
    expect((await draw({ status: 'DISCONNECTED' })).names).toEqual(['More for @mia']);
  });

  it('offers nothing to who may only look', async () => {
    expect((await draw({ status: 'READY' }, [])).names).toEqual([]);
  });

  it('says when it may be synced again', async () => {
    const { header } = await draw({ status: 'READY', syncAllowedAt: new Date(Date.now() + 60_000).toISOString() });
    expect(header.querySelector('#cool-down')?.textContent).toMatch(/^again at \d\d:\d\d$/);
  });

  it.each([
    ['public', 'Public'],
    ['verified', 'Verified'],
    ['authorised', 'Authorised'],
  ] as const)('says whose account it is known to be: %s', async (verification, label) => {
    const { header } = await draw({ verification });
    expect([...header.querySelectorAll('ui-badge')].map(({ textContent }) => textContent.trim())).toContain(label);
  });
});
