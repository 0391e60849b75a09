/** A fake public AppView: the wire format of the four calls that the client makes. */
import { Router, type Request, type Response } from 'express';
import type { PlatformSimulator, SimulatorOptions } from '../../contract/simulator.js';
import { answerWith, type FaultDialect } from '../../simulation/fault-answers.js';
import { FaultyAccounts } from '../../simulation/faults.js';
import type { LimitDialect } from '../../simulation/limits/simulated-limits.js';
import type { Standing } from '../../simulation/limits/windows.js';
import { personasWithout } from '../../simulation/personas.js';
import { surroundings } from '../../simulation/surroundings.js';
import { nameOf } from './bluesky.identities.js';
import { BlueskyWire, isRefusal } from './bluesky.simulated-wire.js';

const PLATFORM = 'bluesky';
/** Accounts or posts in one look-up. */
const MOST = 25;

const fail = (response: Response, status: number, error: string, message: string) =>
  void response.status(status).json({ error, message });

function tellLimit(response: Response, { limit, remaining, resetsAt }: Standing): void {
  response.set({
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(Math.ceil(resetsAt.getTime() / 1_000)),
  });
}

const dialect: FaultDialect = {
  rateLimited: (response, until) => {
    tellLimit(response, { limit: 3_000, remaining: 0, resetsAt: until });
    response.set('ratelimit-policy', '3000;w=300');
    fail(response, 429, 'RateLimitExceeded', 'Rate Limit Exceeded');
  },
  failed: (response) => fail(response, 500, 'InternalServerError', 'Internal Server Error'),
  unavailable: (response) =>
    void response.status(503).type('html').send('<html><body>Service Unavailable</body></html>'),
};

/** One limit for everything, and for each address that asks. */
const limits: LimitDialect = {
  window: 'fixed',
  draw: (request) => ({ endpointClass: 'appview', holder: request.ip ?? '' }),
  tell: tellLimit,
  refuse: (response) => fail(response, 429, 'RateLimitExceeded', 'Rate Limit Exceeded'),
};

const asList = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');

function serveFeed(request: Request, response: Response, wire: BlueskyWire): void {
  const found = wire.author(String(request.query['actor']));
  const limit = Number(request.query['limit'] ?? 50);
  const cursor = request.query['cursor'] === undefined ? Number.MAX_SAFE_INTEGER : Number(request.query['cursor']);
  if (!found) return fail(response, 400, 'InvalidRequest', 'Profile not found');
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return fail(response, 400, 'InvalidRequest', 'Invalid limit');
  if (!Number.isInteger(cursor) || cursor < 0) return fail(response, 400, 'InvalidRequest', 'Malformed cursor');
  response.json(wire.feed(found.handle, found.account, limit, cursor));
}

function serveProfile(actor: string, response: Response, wire: BlueskyWire): void {
  if (nameOf(actor) === null && !actor.startsWith('did:'))
    return fail(response, 400, 'InvalidRequest', 'Error: actor must be a valid did or a handle');
  const profile = wire.profile(actor);
  if (isRefusal(profile)) return fail(response, 400, profile[0], profile[1]);
  response.json(profile);
}

function router(options: SimulatorOptions): Router {
  const wire = new BlueskyWire(options);
  const faults = new FaultyAccounts(options);
  const guarded = (actors: readonly string[], response: Response, well: () => void) =>
    answerWith(faults.befalls(actors.map((actor) => nameOf(actor) ?? '')), response, dialect, well);
  const routes = Router();
  routes.use(...surroundings(options, dialect, limits));
  routes.get('/xrpc/app.bsky.actor.getProfile', (request, response) => {
    const actor = String(request.query['actor']);
    guarded([actor], response, () => serveProfile(actor, response, wire));
  });
  routes.get('/xrpc/app.bsky.actor.getProfiles', (request, response) => {
    const actors = asList(request.query['actors']);
    if (actors.length > MOST)
      return fail(response, 400, 'InvalidRequest', 'Error: actors must not have more than 25 elements');
    guarded(
      actors,
      response,
      () =>
        void response.json({
          profiles: actors.map((actor) => wire.profile(actor)).filter((profile) => !isRefusal(profile)),
        }),
    );
  });
  routes.get('/xrpc/app.bsky.feed.getAuthorFeed', (request, response) => {
    guarded([String(request.query['actor'])], response, () => serveFeed(request, response, wire));
  });
  routes.get('/xrpc/app.bsky.feed.getPosts', (request, response) => {
    const uris = asList(request.query['uris']);
    if (uris.length === 0 || uris.length > MOST)
      return fail(response, 400, 'InvalidRequest', `Error: uris must have 1 to ${MOST} elements`);
    const actors = uris.map((uri) => uri.split('/')[2] ?? '');
    guarded(actors, response, () => {
      const posts = uris.map((uri) => wire.postAt(uri)).filter((post) => post !== null);
      response.json({ posts });
    });
  });
  routes.use((_request, response) => fail(response, 501, 'MethodNotImplemented', 'Method Not Implemented'));
  return routes;
}

export const blueskySimulator: PlatformSimulator = { platform: PLATFORM, personas: personasWithout('private'), router };
