import { inject } from '@angular/core';
import { Router, type CanActivateFn } from '@angular/router';
import { ProblemError } from './problem';
import { Session } from './session';

/** Lets signed-in staff through; an unreachable API shows its own page instead of a sign-in that cannot work. */
export const signedIn: CanActivateFn = async (_route, target) => {
  const session = inject(Session);
  const router = inject(Router);
  try {
    if (await session.resolve()) return true;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return router.createUrlTree(['/unreachable'], { queryParams: { next: target.url } });
  }
  const next = target.url === '/' || target.url === '/roster' ? null : target.url;
  return router.createUrlTree(['/sign-in'], { queryParams: next ? { next } : {} });
};
