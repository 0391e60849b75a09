/** The fake Graph API's limits over the last stretch of time: of the agency's own token, and of each account by consent. */
import type { Response } from 'express';
import { bearerToken } from '../../simulation/authorization/authorization-server.js';
import type { LimitDialect, Told } from '../../simulation/limits/simulated-limits.js';
import { fail } from './instagram.simulated-errors.js';

const DISCOVERY = 'discovery';
const OWN = 'own';
const MINUTE_MS = 60_000;

/** In percent of the limit; time and processor are used less than calls are. */
const shares = ({ limit, remaining }: Told) => {
  const call_count = Math.floor((100 * (limit - remaining)) / limit);
  return { call_count, total_cputime: Math.floor(call_count / 4), total_time: Math.floor(call_count / 2) };
};

function tell(response: Response, told: Told): void {
  if (told.endpointClass === DISCOVERY) return void response.set('x-app-usage', JSON.stringify(shares(told)));
  const wait = told.remaining > 0 ? 0 : Math.ceil((told.resetsAt.getTime() - told.now.getTime()) / MINUTE_MS);
  const usage = { type: 'instagram', ...shares(told), estimated_time_to_regain_access: wait };
  response.set('x-business-use-case-usage', JSON.stringify({ simulated: [usage] }));
}

function refuse(response: Response, { endpointClass }: Told): void {
  if (endpointClass === DISCOVERY)
    return fail(response, { message: '(#4) Application request limit reached', code: 4 });
  const message = 'There have been too many calls to this Instagram account. Wait a bit and try again.';
  fail(response, { message, code: 80_002 });
}

export const limits: LimitDialect = {
  window: 'sliding',
  draw: (request) => {
    const own = /^\/v26\.0\/(me(\/media)?|[^/]+\/insights)$/.test(request.path);
    if (!own && !/^\/v26\.0\/[^/]+$/.test(request.path)) return null;
    return { endpointClass: own ? OWN : DISCOVERY, holder: bearerToken(request) ?? '' };
  },
  tell,
  refuse,
};
