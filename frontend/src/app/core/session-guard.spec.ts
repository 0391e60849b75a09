import { TestBed } from '@angular/core/testing';
import { Component } from '@angular/core';
import { Router, provideRouter } from '@angular/router';
import { ProblemError, UNREACHABLE } from './problem';
import { Session } from './session';
import { staffOnly, talentsOnly } from './session-guard';

type Who = 'talent' | 'viewer' | null;

@Component({ selector: 'app-room', template: '' })
class Room {}

function session(role: Who, resolve = () => Promise.resolve(role !== null)) {
  const staff = { path: '', canMatch: [staffOnly], children: [{ path: '**', component: Room }] };
  const talents = { path: 'my', canMatch: [talentsOnly], children: [{ path: '**', component: Room }] };
  const doors = ['sign-in', 'unreachable'].map((path) => ({ path, component: Room }));
  const answer = { resolve, me: () => role && { role }, home: () => (role === 'talent' ? '/my' : '/roster') };
  TestBed.configureTestingModule({
    providers: [provideRouter([...doors, talents, staff]), { provide: Session, useValue: answer }],
  });
}

/** Where somebody ends who wants to go somewhere. */
async function go(url: string): Promise<string> {
  const router = TestBed.inject(Router);
  await router.navigateByUrl(url);
  return router.url;
}

describe('whose rooms they are', () => {
  it('lets staff into theirs, and out of the talents’', async () => {
    session('viewer');
    expect(await go('/activity?q=a')).toBe('/activity?q=a');
    expect(await go('/my')).toBe('/roster');
  });

  it('lets talents into theirs, and out of the staff’s', async () => {
    session('talent');
    expect(await go('/my/security')).toBe('/my/security');
    expect(await go('/talents/1')).toBe('/my');
  });

  it('asks strangers to sign in, and remembers where they wanted to go', async () => {
    session(null);
    expect(await go('/')).toBe('/sign-in');
    expect(await go('/activity?q=a')).toBe('/sign-in?next=%2Factivity%3Fq%3Da');
    expect(await go('/my')).toBe('/sign-in');
    expect(await go('/my/security')).toBe('/sign-in?next=%2Fmy%2Fsecurity');
  });

  it('shows no sign-in where nobody answers', async () => {
    session(null, () => Promise.reject(new ProblemError(UNREACHABLE)));
    expect(await go('/roster')).toBe('/unreachable?next=%2Froster');
  });
});
