import { TestBed } from '@angular/core/testing';
import {
  Router,
  UrlSegment,
  UrlTree,
  type ActivatedRouteSnapshot,
  type Route,
  type RouterStateSnapshot,
} from '@angular/router';
import { ProblemError, UNREACHABLE } from './problem';
import { Session } from './session';
import { signedIn, talentsOnly } from './session-guard';

type Who = 'talent' | 'viewer' | null;

function session(role: Who, resolve = () => Promise.resolve(role !== null)) {
  TestBed.configureTestingModule({
    providers: [
      {
        provide: Session,
        useValue: { resolve, me: () => role && { role }, home: () => (role === 'talent' ? '/my' : '/roster') },
      },
    ],
  });
}

const written = (answer: unknown): unknown =>
  answer instanceof UrlTree ? TestBed.inject(Router).serializeUrl(answer) : answer;

async function staffRoom(url: string): Promise<unknown> {
  const target = { url } as RouterStateSnapshot;
  return written(await TestBed.runInInjectionContext(() => signedIn({} as ActivatedRouteSnapshot, target)));
}

async function talentsRoom(...path: string[]): Promise<unknown> {
  const segments = path.map((one) => new UrlSegment(one, {}));
  return written(
    await TestBed.runInInjectionContext(() =>
      (talentsOnly as (route: Route, segments: UrlSegment[]) => unknown)({}, segments),
    ),
  );
}

describe('whose rooms they are', () => {
  it('lets staff into theirs, and out of the talents’', async () => {
    session('viewer');
    expect(await staffRoom('/activity')).toBe(true);
    expect(await talentsRoom('my')).toBe('/roster');
  });

  it('lets talents into theirs, and out of the staff’s', async () => {
    session('talent');
    expect(await talentsRoom('my', 'security')).toBe(true);
    expect(await staffRoom('/talents/1')).toBe('/my');
  });

  it('asks strangers to sign in, and remembers where they wanted to go', async () => {
    session(null);
    expect(await staffRoom('/')).toBe('/sign-in');
    expect(await staffRoom('/activity')).toBe('/sign-in?next=%2Factivity');
    expect(await talentsRoom('my')).toBe('/sign-in');
    expect(await talentsRoom('my', 'security')).toBe('/sign-in?next=%2Fmy%2Fsecurity');
  });

  it('shows no sign-in where nobody answers', async () => {
    session(null, () => Promise.reject(new ProblemError(UNREACHABLE)));
    expect(await staffRoom('/roster')).toBe('/unreachable?next=%2Froster');
  });
});
