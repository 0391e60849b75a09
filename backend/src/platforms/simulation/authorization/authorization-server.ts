/** A platform's authorization server, as far as an app and its visitors meet it. One per simulator. */
import { Router, urlencoded, type Request } from 'express';
import type { SimulatorOptions } from '../../contract/simulator.js';
import { AuthorizeRoutes } from './authorize-routes.js';
import type { ConsentRules } from './consent-rules.js';
import { OAuthNotes } from './oauth-notes.js';
import { SimulatedGrants, type Bearer } from './simulated-grants.js';
import { tokenControls } from './token-controls.js';
import { TokenFaults } from './token-faults.js';
import { TokenRoutes } from './token-routes.js';

const FORM_LIMIT = '32kb';

export class AuthorizationServer {
  readonly grants: SimulatedGrants;
  readonly faults = new TokenFaults();
  readonly notes = new OAuthNotes();

  constructor(
    private readonly rules: ConsentRules,
    private readonly options: SimulatorOptions,
  ) {
    this.grants = new SimulatedGrants(rules, options);
  }

  /** `/__tokens` for tests, and the platform's own pages and endpoints. Belongs behind the ledger. */
  router(): Router {
    const { rules, grants, faults, notes } = this;
    const pages = new AuthorizeRoutes(rules, grants, notes, this.options.baseUrl);
    const tokens = new TokenRoutes(rules, grants, faults, notes);
    const { authorize, token, revoke } = rules.paths;
    const router = Router();
    router.use(tokenControls({ rules, grants, faults, notes }));
    router.use([authorize, token, ...(revoke ? [revoke] : [])], urlencoded({ extended: false, limit: FORM_LIMIT }));
    router.get(authorize, (request, response) => pages.show(request, response));
    router.post(authorize, (request, response) => pages.decide(request, response));
    router.post(token, (request, response) => tokens.token(request, response));
    if (revoke) router.post(revoke, (request, response) => tokens.revoke(request, response));
    return router;
  }

  /** Whom the request's bearer token speaks for. */
  bearer(request: Request): Bearer {
    return this.grants.bearer(bearerToken(request));
  }
}

export const bearerToken = (request: Request): string | null =>
  /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? null;
