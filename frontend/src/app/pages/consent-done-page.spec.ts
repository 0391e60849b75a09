import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { aFlow, aPlace } from '../../testing/place-samples';
import { Departure } from '../consent/departure';
import { ApiClient } from '../core/api-client';
import { Announcer } from '../core/announcer';
import type { Flow } from '../core/api/models';
import { nudgePollers } from '../core/poller';
import { ProblemError, problemFrom } from '../core/problem';
import { ConsentDonePage } from './consent-done-page';

const get = jest.fn();
const post = jest.fn();
const leaveFor = jest.fn();
let fixture: ComponentFixture<ConsentDonePage>;

const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
const heading = (): string => page().querySelector('h1')?.textContent?.trim() ?? '';
const button = (name: string) =>
  [...page().querySelectorAll<HTMLElement>('button, a')].find((one) => one.textContent?.includes(name));
const account = (id: string, change = {}): Flow['accounts'][number] => ({
  id,
  handle: id,
  displayName: null,
  avatarUrl: null,
  usable: true,
  reason: null,
  ...change,
});

async function settle(): Promise<void> {
  for (let round = 0; round < 6; round += 1) await fixture.whenStable();
}

async function open(inputs: { flow?: string; problem?: string }): Promise<void> {
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: ApiClient, useValue: { get, post } },
      { provide: Departure, useValue: { leaveFor, to: () => null } },
    ],
  });
  fixture = TestBed.createComponent(ConsentDonePage);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  document.body.append(page());
  await settle();
}

const show = (change: Partial<Flow>) => {
  get.mockImplementation((path: string) => Promise.resolve(path.startsWith('/oauth/') ? aFlow(change) : aPlace()));
  return open({ flow: 'f1' });
};

beforeEach(() => {
  for (const mock of [get, post, leaveFor]) mock.mockReset();
  leaveFor.mockResolvedValue(null);
});

afterEach(() => page().remove());

describe('what came of a sign-in', () => {
  it('is said aloud, is where reading begins, and leads back to the list', async () => {
    await show({ connection: { id: 'c1', handle: 'mia', status: 'PENDING' } });
    expect(heading()).toBe('Tube is connected');
    expect(document.activeElement).toBe(page().querySelector('h1'));
    expect(TestBed.inject(Announcer).text()).toBe('Tube is connected');
    expect(button('Back to your list')?.getAttribute('href')).toBe('/consent');
  });

  it('leads signed-in talents back to their settings', async () => {
    await show({ back: '/my' });
    expect(button('Back to your list')?.getAttribute('href')).toBe('/my');
    expect(get).toHaveBeenCalledWith('/own', {}, true);
  });

  it('is asked for again until it has ended', async () => {
    await show({ state: 'working', outcome: null });
    expect(heading()).toBe('Asking Tube…');
    expect(button('Back to your list')).toBeUndefined();
    get.mockResolvedValue(aFlow());
    nudgePollers();
    await settle();
    expect(heading()).toBe('Tube is connected');
  });

  it('names what is missing, and repairs it by one tap', async () => {
    await show({ missing: ['insights'], connection: { id: 'c1', handle: 'mia', status: 'PENDING' } });
    expect(page().textContent).toContain('Statistics that only you can see');
    button('Allow the rest')?.click();
    await settle();
    expect(leaveFor).toHaveBeenCalledWith('tube', { connectionId: 'c1' });
  });

  it('asks for another account where it was the wrong one', async () => {
    await show({ outcome: 'wrong-account', signedInAs: 'mia_private', expected: 'mia' });
    button('Switch account and try again')?.click();
    await settle();
    expect(leaveFor).toHaveBeenCalledWith('tube', { switchAccount: true });
  });

  it('asks again for what it was about, on behalf of whom it began', async () => {
    await show({ outcome: 'wrong-account', again: 'c1', back: '/my' });
    button('Switch account and try again')?.click();
    await settle();
    expect(leaveFor).toHaveBeenCalledWith('tube', { account: true, connectionId: 'c1', switchAccount: true });
  });

  it('repairs on behalf of whom it began', async () => {
    await show({ missing: ['insights'], connection: { id: 'c1', handle: 'mia', status: 'PENDING' }, back: '/my' });
    button('Allow the rest')?.click();
    await settle();
    expect(leaveFor).toHaveBeenCalledWith('tube', { account: true, connectionId: 'c1' });
  });

  it('lets one of several be chosen, and says why another cannot be', async () => {
    const accounts = [account('a'), account('b'), account('c', { usable: false, reason: 'Private.' })];
    await show({ outcome: 'choose', why: 'several', accounts });
    const [, second, third] = page().querySelectorAll<HTMLInputElement>('input[type=radio]');
    expect(third?.disabled).toBe(true);
    expect(page().textContent).toContain('Private.');
    expect((button('Connect this account') as HTMLButtonElement).disabled).toBe(true);
    second?.click();
    await settle();
    post.mockResolvedValue(aFlow());
    button('Connect this account')?.click();
    await settle();
    expect(post).toHaveBeenCalledWith('/oauth/flows/f1/choose', { accountId: 'b' });
    expect(heading()).toBe('Tube is connected');
  });

  it('asks whether it is them, and gives back what they say no to', async () => {
    await show({ outcome: 'choose', why: 'not-matched', accounts: [account('a')] });
    expect(heading()).toBe('Is this you?');
    post.mockResolvedValue(aFlow({ outcome: 'declined' }));
    button('No, another account')?.click();
    await settle();
    expect(post).toHaveBeenCalledWith('/oauth/flows/f1/cancel');
    expect(leaveFor).toHaveBeenCalledWith('tube', { switchAccount: true });
  });

  it('says where a sign-in belongs that this browser did not begin', async () => {
    get.mockRejectedValue(new ProblemError(problemFrom(404, {})));
    await open({ flow: 'f1' });
    expect(heading()).toBe('This sign-in began in another browser');
  });

  it('has words for a code alone', async () => {
    await open({ problem: 'CONSENT_STATE_INVALID' });
    expect(heading()).toBe('That did not work');
    expect(page().textContent).toContain('could not be matched to its start');
    expect(get).not.toHaveBeenCalled();
  });
});
