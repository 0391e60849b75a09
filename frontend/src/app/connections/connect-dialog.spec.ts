import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { aConnection, aPlatform, aResolution, aTalent } from '../../testing/samples';
import { ApiClient } from '../core/api-client';
import { ProblemError, UNREACHABLE, problemFrom } from '../core/problem';
import { PlatformStore } from '../core/platform-store';
import { Session } from '../core/session';
import { ConnectDialog, type ConnectData } from './connect-dialog';

const close = jest.fn();
const post = jest.fn();
const get = jest.fn((path: string) => Promise.resolve({ items: path === '/talents' ? [aTalent()] : [aPlatform()] }));
const data: ConnectData = {};
let fixture: ComponentFixture<ConnectDialog>;

const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
const text = (): string => page().textContent ?? '';

function button(name: string): HTMLButtonElement | undefined {
  return [...page().querySelectorAll('button')].find((one) => one.textContent?.trim() === name);
}

async function enter(value: string): Promise<void> {
  const box = page().querySelector<HTMLInputElement>('input[name=profile]');
  if (box) box.value = value;
  box?.dispatchEvent(new Event('input'));
  await fixture.whenStable();
}

async function lookUp(): Promise<void> {
  page().querySelector('form')?.dispatchEvent(new Event('submit'));
  await fixture.whenStable();
}

async function press(name: string): Promise<void> {
  button(name)?.click();
  await fixture.whenStable();
}

async function open(given: ConnectData): Promise<void> {
  Object.assign(data, { talent: null, input: null }, given);
  fixture = TestBed.createComponent(ConnectDialog);
  await fixture.whenStable();
}

beforeEach(async () => {
  close.mockReset();
  post.mockReset();
  TestBed.configureTestingModule({
    providers: [
      { provide: DialogRef, useValue: { close } },
      { provide: DIALOG_DATA, useValue: data },
      { provide: ApiClient, useValue: { post, get } },
      { provide: Session, useValue: { can: () => true } },
    ],
  });
  await TestBed.inject(PlatformStore).refresh();
  await open({ talent: { id: 't1', name: 'Mia' } });
});

describe('ConnectDialog', () => {
  it('asks for a link or handle before anything is sent', async () => {
    await lookUp();
    expect(text()).toContain('Paste a link or enter a handle.');
    await enter('mia');
    await lookUp();
    expect(text()).toContain('Choose the platform of this handle.');
    expect(post).not.toHaveBeenCalled();
  });

  it('goes from a link over the preview to the new connection', async () => {
    const created = aConnection();
    post.mockResolvedValueOnce(aResolution()).mockResolvedValueOnce(created);
    await enter('https://tube.example/@mia');
    expect(page().querySelector<HTMLInputElement>('input[value=tube]')?.checked).toBe(true);
    await lookUp();
    expect(post).toHaveBeenLastCalledWith('/connections/resolve', { input: 'https://tube.example/@mia' });
    expect(text()).toContain('Mia Sings');
    expect(text()).toContain('12.4K');
    await press('Confirm & Connect');
    const body = { talentId: 't1', platform: 'tube', handle: 'mia' };
    expect(post).toHaveBeenLastCalledWith('/connections', body, expect.any(String));
    expect(close).toHaveBeenCalledWith(created);
  });

  it('says what the API says about a failed look-up, and lets the input be mended', async () => {
    const error = { code: 'NOT_FOUND', detail: 'Tube has no “mia”.', action: 'Check the spelling.' };
    post.mockRejectedValueOnce(new ProblemError(problemFrom(404, error)));
    await enter('https://tube.example/@mia');
    await lookUp();
    expect(page().querySelector('[role=alert]')?.textContent).toContain('Tube has no “mia”. Check the spelling.');
    expect(page().querySelector<HTMLInputElement>('input[name=profile]')?.value).toBe('https://tube.example/@mia');
  });

  it('offers the author of a pasted post, where the platform can be connected', async () => {
    const detail = 'This link is a post, not a profile.';
    const refusal = (platform: string): ProblemError =>
      new ProblemError(problemFrom(400, { detail, author: { platform, kind: 'handle', value: 'mia' } }));
    post.mockRejectedValueOnce(refusal('elsewhere'));
    await enter('https://tube.example/watch/1');
    await lookUp();
    expect(text()).toContain(detail);
    expect(text()).not.toContain('Look up its author');
    post.mockRejectedValueOnce(refusal('tube')).mockResolvedValueOnce(aResolution());
    await lookUp();
    await press('Look up its author, @mia');
    expect(post).toHaveBeenLastCalledWith('/connections/resolve', { input: 'mia', platform: 'tube' });
    expect(text()).toContain('Mia Sings');
  });

  it('does not connect what is connected already', async () => {
    const existing = { connectionId: 'c9', talentId: 't9', talentName: 'Noa', status: 'READY' as const };
    post.mockResolvedValueOnce(aResolution({ existing }));
    await enter('https://tube.example/@mia');
    await lookUp();
    expect(text()).toContain('Already connected to Noa');
    expect(button('Confirm & Connect')?.disabled).toBe(true);
  });

  it('sends the same key when a lost answer is asked for again', async () => {
    post.mockResolvedValueOnce(aResolution()).mockRejectedValueOnce(new ProblemError(UNREACHABLE));
    await enter('https://tube.example/@mia');
    await lookUp();
    await press('Confirm & Connect');
    expect(text()).toContain('Rostrum did not answer');
    post.mockResolvedValueOnce(aConnection());
    await press('Confirm & Connect');
    const keys = (post.mock.calls as unknown[][]).slice(1).map((call) => call[2]);
    expect(keys[0]).toBe(keys[1]);
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('looks a pasted link up at once, and asks whose profile it is', async () => {
    post.mockResolvedValueOnce(aResolution()).mockResolvedValueOnce(aConnection());
    await open({ input: ' https://tube.example/@mia ' });
    expect(post).toHaveBeenLastCalledWith('/connections/resolve', { input: 'https://tube.example/@mia' });
    await press('Confirm & Connect');
    expect(text()).toContain('Choose whose profile this is.');
    expect(post).toHaveBeenCalledTimes(1);
    page().querySelector<HTMLInputElement>('[role=radiogroup] input')?.click();
    await press('Confirm & Connect');
    expect(post).toHaveBeenLastCalledWith(
      '/connections',
      expect.objectContaining({ talentId: 't1' }),
      expect.anything(),
    );
  });

  it('puts somebody new on the roster once, even when connecting takes two tries', async () => {
    post
      .mockResolvedValueOnce(aResolution())
      .mockResolvedValueOnce(aTalent({ id: 't7', name: 'Mia Sings' }))
      .mockRejectedValueOnce(new ProblemError(UNREACHABLE))
      .mockResolvedValueOnce(aConnection());
    await open({ input: 'https://tube.example/@mia' });
    [...page().querySelectorAll<HTMLInputElement>('[role=radiogroup] input')].at(-1)?.click();
    await press('Confirm & Connect');
    await press('Confirm & Connect');
    const paths = (post.mock.calls as unknown[][]).map(([path]) => path);
    expect(paths).toEqual(['/connections/resolve', '/talents', '/connections', '/connections']);
    expect(post).toHaveBeenLastCalledWith(
      '/connections',
      expect.objectContaining({ talentId: 't7' }),
      expect.anything(),
    );
  });

  it('leaves a bare handle to be completed', async () => {
    await open({ input: 'mia' });
    expect(post).not.toHaveBeenCalled();
    expect(page().querySelector<HTMLInputElement>('input[name=profile]')?.value).toBe('mia');
  });
});
