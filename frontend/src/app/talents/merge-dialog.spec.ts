import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { aTalent } from '../../testing/samples';
import { ApiClient } from '../core/api-client';
import { ProblemError, problemFrom } from '../core/problem';
import { MergeDialog } from './merge-dialog';

const connection = { id: 'c1', platform: 'tube', handle: 'mia', status: 'READY' as const, avatarUrl: null };
const into = aTalent({ id: 't1', name: 'Mia Sol', aliases: ['MIA'], tags: ['music'] });
const other = aTalent({
  id: 't2',
  name: 'Mia S.',
  aliases: ['MIA', 'M.'],
  tags: ['music', 'lisbon'],
  notes: 'Call late.',
  connections: [connection],
});
const close = jest.fn();
const merge = jest.fn();
const asked: string[] = [];
let fixture: ComponentFixture<MergeDialog>;

const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
const text = (): string => page().textContent ?? '';

/** Lets every answer that is already there come in. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  await fixture.whenStable();
}

async function press(name: string): Promise<void> {
  [...page().querySelectorAll('button')].find((one) => one.textContent?.trim() === name)?.click();
  await settle();
}

beforeEach(async () => {
  asked.length = 0;
  close.mockReset();
  merge.mockReset();
  const get = (_: string, { q }: { q: string }) => {
    asked.push(q);
    return Promise.resolve({ items: q === 'Mia' ? [into] : [into, other] });
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: DialogRef, useValue: { close } },
      { provide: DIALOG_DATA, useValue: { into, merge } },
      { provide: ApiClient, useValue: { get } },
    ],
  });
  fixture = TestBed.createComponent(MergeDialog);
  await settle();
});

describe('MergeDialog', () => {
  it('offers who is called alike, or else anybody, but never the same entry', () => {
    expect(asked).toEqual(['Mia', '']);
    const offered = [...page().querySelectorAll('[role=radiogroup] bdi')].map((name) => name.textContent);
    expect(offered).toEqual(['Mia S.']);
  });

  it('asks for the other entry before anything is done', async () => {
    await press('Merge');
    expect(text()).toContain('Choose the other entry.');
    expect(merge).not.toHaveBeenCalled();
  });

  it('says what moves, and leaves out what is here already', async () => {
    page().querySelector<HTMLInputElement>('input[type=radio]')?.click();
    await settle();
    expect(text()).toContain('1 profile, with posts, numbers and their history');
    expect(text()).toContain('the names Mia S., M., as also known');
    expect(text()).toContain('the tag lisbon');
    expect(text()).toContain('the notes, below those that are here');
    await press('Merge');
    expect(merge).toHaveBeenCalledWith('t2');
    expect(close).toHaveBeenCalledWith('Mia S.');
  });

  it('stays open and says why when it does not work', async () => {
    merge.mockRejectedValueOnce(new ProblemError(problemFrom(409, { detail: 'Somebody has changed it.' })));
    page().querySelector<HTMLInputElement>('input[type=radio]')?.click();
    await settle();
    await press('Merge');
    expect(page().querySelector('[role=alert]')?.textContent).toContain('Somebody has changed it.');
    expect(close).not.toHaveBeenCalled();
  });
});
