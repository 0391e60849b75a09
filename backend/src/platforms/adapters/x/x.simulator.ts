/** A fake API v2: the five calls that the client makes, on the app's word or on a talent's, and the consent before them. */
import { Router, type Request, type Response } from 'express';
import type { PlatformSimulator, SimulatorOptions } from '../../contract/simulator.js';
import { AuthorizationServer, bearerToken } from '../../simulation/authorization/authorization-server.js';
import { answerWith, type FaultDialect } from '../../simulation/fault-answers.js';
import { FaultyAccounts } from '../../simulation/faults.js';
import { PERSONAS } from '../../simulation/personas.js';
import { surroundings } from '../../simulation/surroundings.js';
import { limitsOf, tellLimit } from './x.simulated-limits.js';
import { fail, hiddenFrom, invalid, notAuthorized, partial, unknownPost } from './x.simulated-problems.js';
import { xConsentRules } from './x.simulated-consent.js';
import { SimulatedX, type Spelling, type User } from './x.simulated-wire.js';

const PLATFORM = 'x';
const MOST_IDS = 100;
const READING = ['users.read', 'tweet.read'];

/** On whose word a request comes: the app's own token, or the account that gave consent. */
type Asker = { readonly who: 'app' } | { readonly who: 'talent'; readonly name: string };

const dialect: FaultDialect = {
  rateLimited: (response, until) => {
    tellLimit(response, { limit: 300, remaining: 0, resetsAt: until });
    fail(response, 429, 'Too Many Requests');
  },
  failed: (response) => fail(response, 500, 'Internal Server Error'),
  unavailable: (response) =>
    void response.status(503).type('html').send('<html><body>Service Unavailable</body></html>'),
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

class XRoutes {
  private readonly network: SimulatedX;
  private readonly faults: FaultyAccounts;

  constructor(
    options: SimulatorOptions,
    private readonly consent: AuthorizationServer,
  ) {
    this.network = new SimulatedX(options);
    this.faults = new FaultyAccounts(options);
  }

  /** Whoever asks, or null for somebody who has been told off. */
  asker(request: Request, response: Response): Asker | null {
    const token = bearerToken(request);
    const bearer = this.consent.bearer(request);
    if (bearer.ok) {
      if (READING.every((scope) => bearer.scopes.includes(scope))) return { who: 'talent', name: bearer.name };
      fail(response, 403, 'Forbidden');
      return null;
    }
    if (bearer.why === 'unknown' && !token?.startsWith('invalid')) return { who: 'app' };
    fail(response, 401, 'Unauthorized');
    return null;
  }

  users(parameter: 'ids' | 'usernames', request: Request, response: Response): void {
    const values = textOf(request.query[parameter])
      .split(',')
      .filter((value) => value !== '');
    const form = parameter === 'ids' ? /^\d{1,19}$/ : /^\w{1,15}$/;
    if (values.length === 0 || values.length > MOST_IDS || values.some((value) => !form.test(value)))
      return invalid(response, parameter, `The \`${parameter}\` query parameter value does not match ${form.source}`);
    const names = values.map((value) => (parameter === 'ids' ? this.network.identities.nameOf(value) : value) ?? '');
    this.guarded(names, response, () => {
      const found = values.map((value) =>
        parameter === 'ids' ? this.network.read(value) : this.network.lookUp(value),
      );
      const data = found.filter((user) => typeof user !== 'string').map((user) => this.network.userObject(user));
      const errors = found.flatMap((user, index) =>
        typeof user === 'string' ? [partial(user, parameter, values[index] ?? '')] : [],
      );
      response.json({ ...(data.length > 0 ? { data } : {}), ...(errors.length > 0 ? { errors } : {}) });
    });
  }

  me(asker: Asker, response: Response): void {
    if (asker.who === 'app') {
      const detail = 'Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.';
      return fail(response, 403, 'Unsupported Authentication', detail, 'unsupported-authentication');
    }
    this.guarded([asker.name], response, () => {
      const user = this.network.read(this.network.identities.idOf(asker.name) ?? '');
      if (user === 'suspended') return fail(response, 403, 'Forbidden', 'Forbidden', 'user-suspended');
      if (user === 'unknown') return fail(response, 401, 'Unauthorized');
      response.json({ data: this.network.userObject(user) });
    });
  }

  posts(id: string, asker: Asker, request: Request, response: Response): void {
    const size = Number(request.query['max_results'] ?? 10);
    if (!Number.isInteger(size) || size < 5 || size > 100)
      return invalid(response, 'max_results', 'The `max_results` query parameter value is not between 5 and 100');
    const cursor = textOf(request.query['pagination_token']);
    const before =
      cursor === '' ? Number.MAX_SAFE_INTEGER : Number.parseInt(/^7140w([0-9a-z]+)$/.exec(cursor)?.[1] ?? '', 36);
    if (Number.isNaN(before)) return invalid(response, 'pagination_token', 'The pagination token is not valid');
    const spelling: Spelling = request.query['post.fields'] === undefined ? 'tweet' : 'post';
    const reposts = !textOf(request.query['exclude']).split(',').includes('retweets');
    const name = this.network.identities.nameOf(id);
    this.guarded([name ?? ''], response, () => {
      const user = this.network.author(id);
      if (typeof user === 'string') return void response.json({ errors: [partial(user, 'id', id)] });
      if (!mayRead(asker, user)) return notAuthorized(response, id);
      response.json(this.network.page(user, { size, before, spelling, reposts }));
    });
  }

  lookup(asker: Asker, request: Request, response: Response): void {
    const ids = textOf(request.query['ids'])
      .split(',')
      .filter((id) => id !== '');
    if (ids.length === 0 || ids.length > MOST_IDS || ids.some((id) => !/^\d{1,19}$/.test(id)))
      return invalid(response, 'ids', 'The `ids` query parameter value is not valid');
    const spelling: Spelling = request.query['post.fields'] === undefined ? 'tweet' : 'post';
    const found = ids.map((id) => ({ id, ...this.network.postById(id) }));
    this.guarded(
      found.map(({ user }) => user?.account.name ?? ''),
      response,
      () => {
        const data: unknown[] = [];
        const errors: unknown[] = [];
        for (const { id, user, post } of found) {
          if (!user || !post) errors.push(unknownPost(id));
          else if (mayRead(asker, user)) data.push(this.network.countsOf(user, post, spelling));
          else errors.push(hiddenFrom('tweet', id));
        }
        response.json({ ...(data.length > 0 ? { data } : {}), ...(errors.length > 0 ? { errors } : {}) });
      },
    );
  }

  private guarded(names: readonly string[], response: Response, well: () => void): void {
    answerWith(this.faults.befalls(names.map((name) => name.toLowerCase())), response, dialect, well);
  }
}

const mayRead = (asker: Asker, { isProtected, account }: User): boolean =>
  !isProtected || (asker.who === 'talent' && asker.name === account.name);

function router(options: SimulatorOptions): Router {
  const consent = new AuthorizationServer(xConsentRules, options);
  const x = new XRoutes(options, consent);
  const routes = Router();
  const serve =
    (handler: (asker: Asker, request: Request<{ id: string }>, response: Response) => void) =>
    (request: Request<{ id: string }>, response: Response) => {
      const asker = x.asker(request as Request, response);
      if (asker) handler(asker, request, response);
    };
  routes.use(...surroundings(options, dialect, limitsOf(consent)), consent.router());
  routes.get(
    '/2/users',
    serve((_asker, request, response) => x.users('ids', request as Request, response)),
  );
  routes.get(
    '/2/users/by',
    serve((_asker, request, response) => x.users('usernames', request as Request, response)),
  );
  routes.get(
    '/2/users/me',
    serve((asker, _request, response) => x.me(asker, response)),
  );
  routes.get(
    '/2/users/:id/tweets',
    serve((asker, request, response) => x.posts(request.params.id, asker, request as Request, response)),
  );
  routes.get(
    '/2/tweets',
    serve((asker, request, response) => x.lookup(asker, request as Request, response)),
  );
  routes.use((_request, response) => fail(response, 404, 'Not Found'));
  return routes;
}

export const xSimulator: PlatformSimulator = { platform: PLATFORM, personas: PERSONAS, router };
