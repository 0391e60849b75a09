/** All fake networks on one router: `/<platform>/…` each. Never mounted in production. */
import { Router } from 'express';
import { CATALOGUE } from './catalogue.js';
import { chosenBios } from './simulation/chosen-bios.js';

export interface SimulatorsOptions {
  now(): Date;
  /** Absolute URL under which the router is mounted, without a trailing slash. */
  readonly baseUrl: string;
  readonly slowMs?: number;
  readonly tokenSeconds?: number;
}

export function simulatorsRouter({ baseUrl, ...options }: SimulatorsOptions): Router {
  const router = Router();
  for (const { simulator } of CATALOGUE) {
    router.use(`/${simulator.platform}`, chosenBios(simulator.platform));
    router.use(`/${simulator.platform}`, simulator.router({ ...options, baseUrl: `${baseUrl}/${simulator.platform}` }));
  }
  return router;
}
