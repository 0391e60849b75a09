import { TestBed } from '@angular/core/testing';
import { aConnection, aPlatform } from '../../testing/samples';
import { ApiClient } from '../core/api-client';
import { TierChoice } from './tier-choice';

async function draw(inputs: { mayWrite?: boolean; asking?: boolean } = {}) {
  const get = () => Promise.resolve({ items: [aPlatform()] });
  TestBed.configureTestingModule({ providers: [{ provide: ApiClient, useValue: { get } }] });
  const fixture = TestBed.createComponent(TierChoice);
  fixture.componentRef.setInput('connection', aConnection({ tier: 'economy' }));
  fixture.componentRef.setInput('mayWrite', inputs.mayWrite ?? true);
  fixture.componentRef.setInput('asking', inputs.asking ?? false);
  const chosen: string[] = [];
  fixture.componentInstance.chosen.subscribe((tier) => chosen.push(tier));
  await fixture.whenStable();
  const select = (fixture.nativeElement as HTMLElement).querySelector('select');
  if (!select) throw new Error('There is nothing to choose with.');
  const choose = (value: string) => {
    select.value = value;
    select.dispatchEvent(new Event('change'));
  };
  return { select, choose, chosen };
}

describe('TierChoice', () => {
  it('shows what holds, with a label and what it means', async () => {
    const { select } = await draw();
    expect(select.value).toBe('economy');
    expect(select.labels[0]?.textContent.trim()).toBe('When the limits are short');
    expect([...select.options].map(({ text }) => text)).toEqual(['Read first', 'Read as usual', 'Read last']);
  });

  it('tells what was chosen, and nothing where that holds already', async () => {
    const { choose, chosen } = await draw();
    choose('economy');
    choose('priority');
    expect(chosen).toEqual(['priority']);
  });

  it.each([{ mayWrite: false }, { asking: true }])('cannot be changed with %j', async (inputs) => {
    expect((await draw(inputs)).select.disabled).toBe(true);
  });
});
