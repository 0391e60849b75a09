/**
 * How tests make time and people interfere: `/__tokens` below a simulator.
 *
 * `GET` counts what happened so far, by event · `PUT {accessSeconds?, refreshSeconds?, codeSeconds?}` sets lifetimes of what is
 * issued from now on · `POST /expire {handle?}` ends access tokens · `POST /remove {handle}` takes the app off, as the
 * account's owner can · `POST /fail {how, times?}` spoils the next calls of the token endpoint · `DELETE` forgets the
 * count and what was ordered.
 */
import { json, Router, type Request, type Response } from 'express';
import { formOf, plainText, type ConsentRules } from './consent-rules.js';
import type { OAuthNotes } from './oauth-notes.js';
import type { SimulatedGrants } from './simulated-grants.js';
import { isTokenFault, type TokenFaults } from './token-faults.js';

interface Parts {
  readonly rules: ConsentRules;
  readonly grants: SimulatedGrants;
  readonly faults: TokenFaults;
  readonly notes: OAuthNotes;
}

const MOST_FAULTS = 1_000;

export function tokenControls({ rules, grants, faults, notes }: Parts): Router {
  const router = Router();
  const accountOf = (request: Request): string | null => {
    const handle = plainText(formOf(request)['handle']);
    return handle === null ? null : rules.account(handle.replace(/^@/, ''));
  };
  const done = (response: Response, well: boolean) => void response.status(well ? 204 : 400).end();
  router.use('/__tokens', json());
  router.get('/__tokens', (_request, response) => void response.json({ counts: notes.counts }));
  router.put('/__tokens', (request, response) => {
    const wanted = Object.entries(formOf(request)).map(([name, value]) => [name, Number(value)] as const);
    const good = wanted.every(([name, value]) => name in grants.lifetimes && value > 0);
    if (good) grants.lifetimes = { ...grants.lifetimes, ...Object.fromEntries(wanted) };
    done(response, good);
  });
  router.post('/__tokens/expire', (request, response) => {
    const name = accountOf(request);
    const all = formOf(request)['handle'] === undefined;
    if (all || name !== null) grants.expire(name ?? '');
    done(response, all || name !== null);
  });
  router.post('/__tokens/remove', (request, response) => {
    const name = accountOf(request);
    if (name !== null) grants.remove(name);
    done(response, name !== null);
  });
  router.post('/__tokens/fail', (request, response) => {
    const { how, times = 1 } = formOf(request);
    const good = isTokenFault(how) && Number(times) > 0 && Number(times) <= MOST_FAULTS;
    if (good) faults.order(how, Number(times));
    done(response, good);
  });
  router.delete('/__tokens', (_request, response) => {
    notes.clear();
    faults.clear();
    done(response, true);
  });
  return router;
}
