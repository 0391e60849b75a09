import { inject } from '@angular/core';
import { Router, type CanActivateFn, type CanMatchFn, type UrlTree } from '@angular/router';
import { ProblemError } from './problem';
import { Session } from './session';

const HOME: readonly string[] = ['/', '/roster', '/my'];

/** Lets signed-in staff through; an unreachable API shows its own page instead of a sign-in that cannot work. */
export const signedIn: CanActivateFn = (_route, target) => enter('staff', target.url);

/** Talents have a place of their own. Asked before its code is fetched. */
export const talentsOnly: CanMatchFn = (_route, segments) => enter('talent', `/${segments.join('/')}`);

/** Each to their own rooms: nobody is shown the other's. */
async function enter(whose: 'staff' | 'talent', url: string): Promise<boolean | UrlTree> {
  const session = inject(Session);
  const router = inject(Router);
  try {
    if (await session.resolve()) return whoIs(session) === whose || router.createUrlTree([session.home()]);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return router.createUrlTree(['/unreachable'], { queryParams: { next: url } });
  }
  return router.createUrlTree(['/sign-in'], { queryParams: HOME.includes(url) ? {} : { next: url } });
}

const whoIs = (session: Session): 'staff' | 'talent' => (session.me()?.role === 'talent' ? 'talent' : 'staff');
