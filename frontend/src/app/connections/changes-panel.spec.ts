import { TestBed } from '@angular/core/testing';
import { aConnection } from '../../testing/samples';
import { ApiClient } from '../core/api-client';
import type { ProfileChangeResponse } from '../core/api/models';
import { ChangesPanel } from './changes-panel';
import { ConnectionStore } from './connection-store';

const change = (
  field: ProfileChangeResponse['field'],
  before: string | null,
  after: string | null,
): ProfileChangeResponse => ({ id: field, field, before, after, at: '2026-01-05T12:00:00Z' });

async function draw(items: ProfileChangeResponse[]) {
  const get = () => Promise.resolve({ items, nextCursor: null });
  TestBed.configureTestingModule({ providers: [ConnectionStore, { provide: ApiClient, useValue: { get } }] });
  const fixture = TestBed.createComponent(ChangesPanel);
  fixture.componentRef.setInput('connection', aConnection());
  await fixture.whenStable();
  const panel = fixture.nativeElement as HTMLElement;
  const words = (of: string) => [...panel.querySelectorAll(of)].map(({ textContent }) => textContent.trim());
  return { labels: words('dt'), values: words('bdi') };
}

describe('ChangesPanel', () => {
  it('tells what was and what is, in words', async () => {
    const { labels, values } = await draw([
      change('accountType', 'affiliate', 'partner'),
      change('verified', 'false', 'true'),
      change('bio', null, 'On tour'),
    ]);
    expect(labels).toEqual(['Kind of account', 'Verified mark', 'Bio']);
    expect(values).toEqual(['Affiliate', 'Partner', 'no', 'yes', 'nothing', 'On tour']);
  });
});
