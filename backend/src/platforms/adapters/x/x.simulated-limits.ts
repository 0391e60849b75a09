/** The fake API v2's limits: a quarter of an hour for each endpoint, of the app and of each talent. */
import type { Request, Response } from 'express';
import { bearerToken, type AuthorizationServer } from '../../simulation/authorization/authorization-server.js';
import type { Draw, LimitDialect } from '../../simulation/limits/simulated-limits.js';
import type { Standing } from '../../simulation/limits/windows.js';
import { fail } from './x.simulated-problems.js';

/** As the client calls them: the app's, and a talent's. */
const CLASSES: readonly (readonly [path: RegExp, app: string, talent: string])[] = [
  [/^\/2\/users\/me$/, 'own-profile', 'own-profile'],
  [/^\/2\/users(\/by)?$/, 'users', 'users'],
  [/^\/2\/users\/[^/]+\/tweets$/, 'posts', 'own-posts'],
  [/^\/2\/tweets$/, 'post-lookup', 'own-post-lookup'],
];

export function tellLimit(response: Response, { limit, remaining, resetsAt }: Standing): void {
  response.set({
    'x-rate-limit-limit': String(limit),
    'x-rate-limit-remaining': String(remaining),
    'x-rate-limit-reset': String(Math.ceil(resetsAt.getTime() / 1_000)),
  });
}

export const limitsOf = (consent: AuthorizationServer): LimitDialect => ({
  window: 'fixed',
  draw: (request: Request): Draw | null => {
    const [, app, talent] = CLASSES.find(([path]) => path.test(request.path)) ?? [];
    if (app === undefined || talent === undefined) return null;
    return { endpointClass: consent.bearer(request).ok ? talent : app, holder: bearerToken(request) ?? '' };
  },
  tell: tellLimit,
  refuse: (response) => fail(response, 429, 'Too Many Requests'),
});
