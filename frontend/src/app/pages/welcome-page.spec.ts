import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { ActivatedRoute, Router } from '@angular/router';
import { BehaviorSubject } from 'rxjs';
import { ApiClient } from '../core/api-client';
import { ProblemError, UNREACHABLE, problemFrom } from '../core/problem';
import { Session } from '../core/session';
import { WelcomePage } from './welcome-page';

const FACTS = {
  purpose: 'invite',
  name: 'Jo Marsh',
  email: 'jo@example.com',
  agencyName: 'Northlight',
  expiresAt: '2026-11-29T09:00:00Z',
};
const post = jest.fn();
const enter = jest.fn();
const navigateByUrl = jest.fn(() => Promise.resolve(true));
let fragment: BehaviorSubject<string | null>;
let fixture: ComponentFixture<WelcomePage>;

const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
const heading = (): string => page().querySelector('h1')?.textContent?.trim() ?? '';
const refusal = (status: number, detail: string, errors: object[] = []) =>
  new ProblemError(problemFrom(status, { detail, errors }));

async function open(token: string | null): Promise<void> {
  fragment = new BehaviorSubject(token);
  TestBed.configureTestingModule({
    providers: [
      { provide: ApiClient, useValue: { post } },
      { provide: Session, useValue: { enter, home: () => '/roster' } },
      { provide: ActivatedRoute, useValue: { fragment } },
    ],
  });
  TestBed.inject(Router).navigateByUrl = navigateByUrl;
  fixture = TestBed.createComponent(WelcomePage);
  await fixture.whenStable();
}

async function send(passphrase: string): Promise<void> {
  const box = page().querySelector<HTMLInputElement>('input[name=new-passphrase]');
  if (box) box.value = passphrase;
  page().querySelector('form')?.dispatchEvent(new Event('submit'));
  await fixture.whenStable();
}

beforeEach(() => {
  post.mockReset();
  enter.mockReset();
  navigateByUrl.mockClear();
});

describe('the welcome page', () => {
  it('sends the token in a body, and greets', async () => {
    post.mockResolvedValue(FACTS);
    await open('token');
    expect(post.mock.calls).toEqual([['/staff-links/open', { token: 'token' }]]);
    expect(heading()).toBe('Welcome, Jo Marsh');
    expect(page().querySelector<HTMLInputElement>('input[name=email]')?.value).toBe('jo@example.com');
  });

  it('sets the passphrase, and enters', async () => {
    post.mockResolvedValueOnce(FACTS).mockResolvedValueOnce({ kind: 'staff' });
    await open('token');
    await send('seven quiet harbours');
    expect(post).toHaveBeenLastCalledWith('/staff-links/use', { token: 'token', passphrase: 'seven quiet harbours' });
    expect(enter).toHaveBeenCalledWith({ kind: 'staff' });
    expect(navigateByUrl).toHaveBeenCalledWith('/roster', { replaceUrl: true });
  });

  it('asks for a passphrase before it asks the API', async () => {
    post.mockResolvedValueOnce(FACTS);
    await open('token');
    await send('');
    expect(page().textContent).toContain('Choose a passphrase.');
    expect(post).toHaveBeenCalledTimes(1);
  });

  it('says at the field why a passphrase is refused', async () => {
    const errors = [{ field: 'passphrase', message: 'Choose another.' }];
    post.mockResolvedValueOnce(FACTS).mockRejectedValueOnce(refusal(422, 'Choose another.', errors));
    await open('token');
    await send('iloveyou');
    expect(page().querySelector('input[aria-invalid=true]')).not.toBeNull();
    expect(page().querySelector('[role=alert]')).toBeNull();
  });

  it.each([404, 410])('leads to sign-in where the link does not work (%d)', async (status) => {
    post.mockRejectedValue(refusal(status, 'This link has expired. Ask for a new one.'));
    await open('token');
    expect(heading()).toBe('This link does not work');
    expect(page().textContent).toContain('This link has expired. Ask for a new one.');
    expect(page().querySelector('button')).toBeNull();
  });

  it('offers another try where the server is away', async () => {
    post.mockRejectedValueOnce(new ProblemError(UNREACHABLE)).mockResolvedValueOnce(FACTS);
    await open('token');
    page().querySelector('button')?.click();
    await fixture.whenStable();
    expect(heading()).toBe('Welcome, Jo Marsh');
  });

  it('opens another link that is pasted over the first', async () => {
    post.mockResolvedValueOnce(FACTS).mockResolvedValueOnce({ ...FACTS, purpose: 'reset' });
    await open('one');
    fragment.next('other');
    await fixture.whenStable();
    expect(heading()).toBe('A new passphrase');
  });

  it('says so where the link came without its token', async () => {
    post.mockRejectedValue(refusal(404, 'This link is not known here.'));
    await open(null);
    expect(heading()).toBe('This link does not work');
  });
});
