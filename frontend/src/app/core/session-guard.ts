/** Whose rooms are whose. Asked before a room's code is fetched: nobody loads what they will not see. */
import { inject } from '@angular/core';
import { Router, type CanMatchFn, type UrlTree } from '@angular/router';
import { ProblemError } from './problem';
import { Session } from './session';

const HOME: readonly string[] = ['/', '/roster', '/my'];

/** Lets signed-in staff through; an unreachable API shows its own page instead of a sign-in that cannot work. */
export const staffOnly: CanMatchFn = () => enter('staff');

/** Talents have a place of their own. */
export const talentsOnly: CanMatchFn = () => enter('talent');

async function enter(whose: 'staff' | 'talent'): Promise<boolean | UrlTree> {
  const session = inject(Session);
  const router = inject(Router);
  const target = router.currentNavigation()?.extractedUrl;
  const url = target ? router.serializeUrl(target) : '/';
  try {
    if (await session.resolve()) return whoIs(session) === whose || router.createUrlTree([session.home()]);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return router.createUrlTree(['/unreachable'], { queryParams: { next: url } });
  }
  return router.createUrlTree(['/sign-in'], { queryParams: HOME.includes(url) ? {} : { next: url } });
}

const whoIs = (session: Session): 'staff' | 'talent' => (session.me()?.role === 'talent' ? 'talent' : 'staff');
