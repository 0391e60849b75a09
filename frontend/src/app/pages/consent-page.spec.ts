import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { aPlace, aPlaceConnection, aPlacePlatform } from '../../testing/place-samples';
import { LinkToken } from '../consent/link-token';
import { Departure } from '../consent/departure';
import { ApiClient } from '../core/api-client';
import type { Place } from '../core/api/models';
import { ProblemError, UNREACHABLE, problemFrom } from '../core/problem';
import { Session } from '../core/session';
import { ConsentPage } from './consent-page';

const get = jest.fn();
const post = jest.fn();
const leaveFor = jest.fn();
const enter = jest.fn();
let fixture: ComponentFixture<ConsentPage>;

const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
const heading = (): string => page().querySelector('h1')?.textContent?.trim() ?? '';
const text = (): string => page().textContent?.replaceAll(/\s+/g, ' ') ?? '';
const refusal = (status: number) => new ProblemError(problemFrom(status, {}));
const named = (name: string): HTMLElement => {
  const found = [...page().querySelectorAll<HTMLElement>('button, a')].find((one) =>
    one.textContent?.replaceAll(/\s+/g, ' ').includes(name),
  );
  if (!found) throw new Error(`There is no "${name}".`);
  return found;
};
const connected = (change = {}) =>
  aPlacePlatform({ state: 'connected', connections: [aPlaceConnection({ id: 'c1', ...change })] });

async function settle(): Promise<void> {
  for (let round = 0; round < 5; round += 1) await fixture.whenStable();
}

async function open(token: string | null): Promise<void> {
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: ApiClient, useValue: { get, post } },
      { provide: Departure, useValue: { leaveFor, to: () => null } },
      { provide: Session, useValue: { enter } },
    ],
  });
  if (token) TestBed.inject(LinkToken).hold(token);
  fixture = TestBed.createComponent(ConsentPage);
  await settle();
}

async function press(name: string): Promise<void> {
  named(name).click();
  await settle();
}

beforeEach(() => {
  for (const mock of [get, post, leaveFor, enter]) mock.mockReset();
  leaveFor.mockResolvedValue(null);
  localStorage.clear();
});

describe('the consent page', () => {
  it('opens a link by its token once, and names who asks, whom and for what', async () => {
    post.mockResolvedValue(aPlace());
    await open('secret');
    expect(post.mock.calls).toEqual([['/consent/open', { token: 'secret' }]]);
    expect(get).not.toHaveBeenCalled();
    expect(heading()).toBe('Mia, Northlight would like to read your numbers');
    expect(text()).toContain('for @mia');
    expect(text()).toContain('How many people follow you');
    expect(text()).toContain('Nothing is posted, liked, changed or deleted in your name.');
    expect(page().innerHTML).not.toContain('secret');
  });

  it('knows a browser that has opened the link before', async () => {
    get.mockResolvedValue(aPlace());
    await open(null);
    expect(get).toHaveBeenCalledWith('/consent', {}, false);
    expect(heading()).toContain('Northlight');
  });

  it('takes a second link that is opened over the first', async () => {
    post.mockResolvedValueOnce(aPlace()).mockResolvedValueOnce(aPlace({ talentName: 'Jo' }));
    await open('one');
    TestBed.inject(LinkToken).hold('two');
    await settle();
    expect(post).toHaveBeenLastCalledWith('/consent/open', { token: 'two' });
    expect(heading()).toContain('Jo');
  });

  it.each([
    [404, 'This link does not work'],
    [410, 'This link does not work'],
    [401, 'Open your link once more'],
  ])('says what to do where nothing opens (%d)', async (status, title) => {
    post.mockRejectedValue(refusal(status));
    await open('secret');
    expect(heading()).toBe(title);
    expect(page().querySelector('[role=alert]')).not.toBeNull();
    expect(named('Sign in').getAttribute('href')).toBe('/sign-in?next=%2Fmy');
  });

  it('tries the same link again where there was no answer', async () => {
    post.mockRejectedValueOnce(new ProblemError(UNREACHABLE)).mockResolvedValueOnce(aPlace());
    await open('secret');
    await press('Try again');
    expect(post).toHaveBeenLastCalledWith('/consent/open', { token: 'secret' });
    expect(heading()).toContain('Northlight');
  });

  it('leaves for the platform, and says what stood in the way', async () => {
    post.mockResolvedValue(aPlace());
    leaveFor.mockResolvedValue(problemFrom(503, { connectionCode: 'APP_CREDENTIALS_INVALID' }));
    await open('secret');
    await press('Connect Tube');
    expect(leaveFor).toHaveBeenCalledWith('tube', {}, 'tube');
    expect(page().querySelector('[role=alert]')?.textContent).toContain('Tube is not set up properly at Northlight');
  });

  it('takes a no for an answer', async () => {
    post.mockResolvedValueOnce(aPlace());
    await open('secret');
    post.mockResolvedValueOnce(aPlace({ platforms: [aPlacePlatform({ state: 'declined' })] }));
    await press('Not now');
    expect(post).toHaveBeenLastCalledWith('/consent/decline', { platform: 'tube' });
    expect(text()).toContain('You can still change your mind.');
  });

  it('speaks the language of the link, and the page says so', async () => {
    post.mockResolvedValue(aPlace({ language: 'de' }));
    await open('secret');
    expect(heading()).toBe('Mia, Northlight möchte deine Zahlen lesen');
    expect(document.documentElement.lang).toBe('de');
    fixture.destroy();
    expect(document.documentElement.lang).toBe('en');
  });
});

describe('what is connected', () => {
  const show = (place: Partial<Place>) => {
    post.mockResolvedValue(aPlace(place));
    return open('secret');
  };

  it('is status only, until the talent proves to be themselves', async () => {
    await show({ platforms: [connected()] });
    expect(heading()).toBe('Thank you, Mia. That was all.');
    expect(text()).toContain('Connected since 20 November 2026');
    expect(() => named('Withdraw')).toThrow();
    post.mockResolvedValueOnce({ to: 'm…@example.com' });
    await press('Send me a link');
    expect(post).toHaveBeenLastCalledWith('/consent/fresh-link');
    expect(text()).toContain('We have sent a link to m…@example.com.');
  });

  it('says whom to ask where there is neither mail nor an account', async () => {
    await show({ platforms: [connected()], mail: { configured: false, to: null } });
    expect(text()).toContain('Write to Northlight');
    expect(() => named('Send me a link')).toThrow();
  });

  it('can be paused and downloaded by a fresh link, and made an account of', async () => {
    await show({ rights: 'manage', platforms: [connected()] });
    expect(named('Download my data')).toBeTruthy();
    post.mockResolvedValueOnce(aPlace({ rights: 'manage', platforms: [connected({ paused: true })] }));
    await press('Pause');
    expect(post).toHaveBeenLastCalledWith('/consent/connections/c1/pause');
    expect(text()).toContain('Paused: nothing is read.');
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
    const field = page().querySelector<HTMLInputElement>('input[name=new-passphrase]');
    if (field) field.value = 'seven quiet harbours';
    post.mockResolvedValueOnce({ role: 'talent' });
    page().querySelector('form')?.dispatchEvent(new Event('submit'));
    await settle();
    expect(post).toHaveBeenLastCalledWith('/consent/account', { passphrase: 'seven quiet harbours' });
    expect(enter).toHaveBeenCalledWith({ role: 'talent' });
    expect(navigate).toHaveBeenCalledWith('/my');
    expect(localStorage.getItem('rostrum.language')).toBe('en');
  });

  it('is connected again, or allowed the rest, by one tap', async () => {
    await show({
      platforms: [
        connected({ needsReconnect: true }),
        { ...connected({ id: 'c2', missing: ['insights'] }), platform: 'gram' },
      ],
    });
    expect(heading()).toBe('Mia, one account needs you again');
    await press('Connect Tube again');
    expect(leaveFor).toHaveBeenLastCalledWith('tube', { connectionId: 'c1' }, 'c1');
    expect(text()).toContain('Statistics that only you can see');
    await press('Allow the rest');
    expect(leaveFor).toHaveBeenLastCalledWith('gram', { connectionId: 'c2' }, 'c2');
  });
});
