import type { Type } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { aPlace, aPlaceConnection, aPlacePlatform } from '../../testing/place-samples';
import { Departure } from '../consent/departure';
import { Speech } from '../consent/speech';
import { ApiClient } from '../core/api-client';
import { ProblemError, problemFrom } from '../core/problem';
import { Session } from '../core/session';
import { Dialogs } from '../ui/dialogs';
import { Toasts } from '../ui/toasts';
import { MyConnections } from './my-connections';
import { MyPage } from './my-page';
import { MySecurity } from './my-security';

const get = jest.fn();
const post = jest.fn();
const remove = jest.fn();
const leaveFor = jest.fn();
const openDialog = jest.fn();
let fixture: ComponentFixture<unknown>;

const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
const text = (): string => page().textContent?.replaceAll(/\s+/g, ' ') ?? '';
const button = (name: string) =>
  [...page().querySelectorAll<HTMLButtonElement>('button')].find((one) => one.textContent?.includes(name));
const toasts = () =>
  TestBed.inject(Toasts)
    .shown()
    .map((toast) => toast.text);
const own = (change = {}) =>
  aPlace({
    rights: 'manage',
    invitation: null,
    hasAccount: true,
    platforms: [
      aPlacePlatform({ state: 'connected', connections: [aPlaceConnection(change)] }),
      aPlacePlatform({ platform: 'gram', name: 'Gram', expectedHandle: null }),
    ],
  });

async function settle(): Promise<void> {
  for (let round = 0; round < 6; round += 1) await fixture.whenStable();
}

async function press(name: string): Promise<void> {
  button(name)?.click();
  await settle();
}

async function open(part: Type<unknown>, language: 'en' | 'de' = 'en'): Promise<void> {
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: ApiClient, useValue: { get, post, delete: remove, onSessionEnd: () => undefined } },
      { provide: Departure, useValue: { leaveFor, to: () => null } },
      { provide: Dialogs, useValue: { open: openDialog } },
      { provide: Session, useValue: { me: () => ({ user: { name: 'Mia', email: 'mia@example.com' } }) } },
    ],
  });
  await TestBed.inject(Speech).speak(language);
  fixture = TestBed.createComponent(part);
  await settle();
}

beforeEach(() => {
  for (const mock of [get, post, remove, leaveFor, openDialog]) mock.mockReset();
  leaveFor.mockResolvedValue(null);
  localStorage.clear();
});

describe('a talent’s own connections', () => {
  it('are read by the session, with everything that can be done', async () => {
    get.mockResolvedValue(own());
    await open(MyConnections);
    expect(get).toHaveBeenCalledWith('/own', {}, false);
    expect(text()).toContain('What Northlight reads of yours.');
    expect(button('Download my data')).toBeDefined();
    expect(button('Not now')).toBeUndefined();
    await press('Connect Gram');
    expect(leaveFor).toHaveBeenCalledWith('gram', { account: true }, 'gram');
  });

  it('can be resumed by whoever paused them', async () => {
    get.mockResolvedValue(own({ paused: true }));
    await open(MyConnections);
    post.mockRejectedValue(new ProblemError(problemFrom(409, {})));
    await press('Resume');
    expect(post).toHaveBeenCalledWith('/own/connections/c1/resume');
    expect(text()).toContain('Northlight paused this. Ask them to resume it.');
  });

  it('are withdrawn as chosen, and not at all without a choice', async () => {
    get.mockResolvedValue(own());
    await open(MyConnections);
    openDialog.mockResolvedValueOnce(undefined).mockResolvedValueOnce('erase');
    await press('Withdraw');
    expect(post).not.toHaveBeenCalled();
    post.mockResolvedValue(aPlace({ rights: 'manage', platforms: [aPlacePlatform()] }));
    await press('Withdraw');
    expect(post).toHaveBeenCalledWith('/own/connections/c1/withdraw', { data: 'erase' });
    expect(toasts()).toEqual(['@mia is withdrawn. Nothing is read any more.']);
  });

  it('say what is only public, without offering to withdraw it', async () => {
    get.mockResolvedValue(own({ connectedAt: null }));
    await open(MyConnections);
    expect(text()).toContain('Northlight reads what everybody can see there.');
    expect(button('Withdraw')).toBeUndefined();
  });
});

describe('the frame around them', () => {
  it('goes on in the language that was spoken, and names who is signed in', async () => {
    await open(MyPage, 'de');
    expect(page().querySelector('h1')?.textContent).toBe('Kontoeinstellungen');
    expect(text()).toContain('Angemeldet als Mia');
    expect(document.documentElement.lang).toBe('de');
  });
});

describe('how a talent signs in', () => {
  const fill = (name: string, value: string) => {
    const field = page().querySelector<HTMLInputElement>(`input[name=${name}]`);
    if (field) field.value = value;
  };
  const send = async () => {
    page().querySelector('form')?.dispatchEvent(new Event('submit'));
    await settle();
  };
  const moment = '2026-11-22T10:00:00Z';
  const here = { id: 's1', current: true, createdAt: moment, lastSeenAt: moment, expiresAt: moment };

  beforeEach(() => get.mockResolvedValue({ items: [here, { ...here, id: 's2', current: false }] }));

  it('is changed with the present passphrase', async () => {
    await open(MySecurity);
    await press('Change passphrase');
    await send();
    expect(text()).toContain('Enter the passphrase that you use now.');
    fill('current', 'old');
    fill('new-passphrase', 'seven quiet harbours');
    post.mockRejectedValueOnce(
      new ProblemError(problemFrom(400, { errors: [{ field: 'current', message: 'Wrong.' }] })),
    );
    await send();
    expect(text()).toContain('This is not your present passphrase.');
    post.mockResolvedValueOnce(undefined);
    await send();
    expect(post).toHaveBeenLastCalledWith('/auth/passphrase', { current: 'old', next: 'seven quiet harbours' });
    expect(toasts()).toEqual(['Your passphrase is changed. Everywhere else you are signed out.']);
  });

  it('can be ended elsewhere', async () => {
    await open(MySecurity);
    expect(text()).toContain('This one');
    await press('End');
    expect(remove).toHaveBeenCalledWith('/auth/sessions/s2');
  });
});
