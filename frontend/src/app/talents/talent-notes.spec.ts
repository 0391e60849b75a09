import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { aTalent } from '../../testing/samples';
import { ProblemError, UNREACHABLE } from '../core/problem';
import { Toasts } from '../ui/toasts';
import { TalentNotes } from './talent-notes';
import { TalentStore } from './talent-store';

const update = jest.fn();
let fixture: ComponentFixture<TalentNotes>;

const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
const box = () => page().querySelector('textarea');

async function write(text: string): Promise<void> {
  page().querySelector<HTMLButtonElement>('[aria-label="Edit notes"]')?.click();
  await fixture.whenStable();
  const field = box();
  if (field) field.value = text;
  field?.dispatchEvent(new Event('input'));
}

async function leave(how: Event): Promise<void> {
  box()?.dispatchEvent(how);
  await fixture.whenStable();
}

beforeEach(async () => {
  update.mockReset();
  TestBed.configureTestingModule({ providers: [{ provide: TalentStore, useValue: { update } }] });
  fixture = TestBed.createComponent(TalentNotes);
  fixture.componentRef.setInput('talent', aTalent({ notes: 'Prefers mornings.' }));
  fixture.componentRef.setInput('mayWrite', true);
  await fixture.whenStable();
});

describe('TalentNotes', () => {
  it.each([
    ['leaving', () => new Event('blur')],
    ['Ctrl-Enter', () => new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true })],
  ])('saves by %s, and can take it back', async (_, how) => {
    await write('  Prefers evenings. ');
    await leave(how());
    expect(update).toHaveBeenCalledWith({ notes: 'Prefers evenings.' });
    expect(box()).toBeNull();
    TestBed.inject(Toasts).undoLast();
    expect(update).toHaveBeenLastCalledWith({ notes: 'Prefers mornings.' });
  });

  it('takes away what was wiped out', async () => {
    await write('  ');
    await leave(new Event('blur'));
    expect(update).toHaveBeenCalledWith({ notes: null });
  });

  it('asks nothing of the server when nothing changed, or when it was given up', async () => {
    await write('Prefers mornings.');
    await leave(new Event('blur'));
    await write('Prefers evenings.');
    await leave(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(update).not.toHaveBeenCalled();
    expect(page().textContent).toContain('Prefers mornings.');
  });

  it('keeps what could not be saved, and says why', async () => {
    update.mockRejectedValueOnce(new ProblemError(UNREACHABLE));
    await write('Prefers evenings.');
    await leave(new Event('blur'));
    expect(page().querySelector('[role=alert]')?.textContent).toContain('Not saved. Rostrum did not answer');
    expect(box()?.value).toBe('Prefers evenings.');
  });
});
