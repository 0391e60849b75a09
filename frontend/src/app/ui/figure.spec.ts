import { TestBed } from '@angular/core/testing';
import { Figure } from './figure';

async function draw(value: number | null, why?: string): Promise<HTMLElement> {
  const fixture = TestBed.createComponent(Figure);
  fixture.componentRef.setInput('value', value);
  if (why) fixture.componentRef.setInput('why', why);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

describe('Figure', () => {
  it('is short to the eye and exact to a screen reader', async () => {
    const figure = await draw(12_431);
    expect(figure.querySelector('[aria-hidden]')?.textContent).toBe('12.4K');
    expect(figure.querySelector('.visually-hidden')?.textContent).toBe('12,431');
  });

  it('draws what is missing as a dash with its reason, never as 0', async () => {
    const figure = await draw(null, 'Hidden by the account');
    expect(figure.querySelector('[aria-hidden]')?.textContent).toBe('—');
    expect(figure.querySelector('.visually-hidden')?.textContent).toBe('no number: Hidden by the account');
    expect(figure.textContent).not.toContain('0');
  });

  it('draws a true 0 as 0', async () => {
    expect((await draw(0)).textContent?.trim()).toBe('0');
  });
});
