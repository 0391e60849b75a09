/** A fake Helix: the three calls that the client makes, with tokens of the app alone. */
import { Router, type Request, type Response } from 'express';
import type { PlatformSimulator, SimulatorOptions } from '../../contract/simulator.js';
import { answerWith, type FaultDialect } from '../../simulation/fault-answers.js';
import { FaultyAccounts } from '../../simulation/faults.js';
import type { LimitDialect } from '../../simulation/limits/simulated-limits.js';
import type { Standing } from '../../simulation/limits/windows.js';
import { personasWithout } from '../../simulation/personas.js';
import { surroundings } from '../../simulation/surroundings.js';
import { loginOf, readVideoId } from './twitch.identities.js';
import { fail, SimulatedTokens } from './twitch.simulated-tokens.js';
import { SimulatedTwitch } from './twitch.simulated-wire.js';
import { isLogin, isUserId, isVideoId } from './twitch.urls.js';

const PLATFORM = 'twitch';
const MOST = 100;
const POINTS = 800;

const invalid = (response: Response, message: string): void => fail(response, 400, message, 'Bad Request');

function tellLimit(response: Response, { limit, remaining, resetsAt }: Standing): void {
  response.set({
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(Math.ceil(resetsAt.getTime() / 1_000)),
  });
}

const tooMany = (response: Response): void =>
  fail(response, 429, 'Your request exceeded the rate limit.', 'Too Many Requests');

const dialect: FaultDialect = {
  rateLimited: (response, until) => {
    tellLimit(response, { limit: POINTS, remaining: 0, resetsAt: until });
    tooMany(response);
  },
  failed: (response) => fail(response, 500, '', 'Internal Server Error'),
  unavailable: (response) =>
    void response.status(503).type('html').send('<html><body>Service Unavailable</body></html>'),
};

/** Points of the app come back evenly; tokens are given from elsewhere. */
const limits: LimitDialect = {
  window: 'bucket',
  draw: (request) => {
    if (request.path === '/oauth2/token') return { endpointClass: 'app-token', holder: 'app' };
    if (!request.path.startsWith('/helix/')) return null;
    return { endpointClass: 'helix', holder: request.get('client-id') ?? '' };
  },
  tell: tellLimit,
  refuse: tooMany,
};

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');

const cursorOf = (place: number): string =>
  Buffer.from(JSON.stringify({ b: null, a: { Cursor: String(place) } })).toString('base64');

function placeOf(cursor: string): number | null {
  const [, place] = /"Cursor":"(\d{1,9})"/.exec(Buffer.from(cursor, 'base64').toString('utf8')) ?? [];
  return place === undefined ? null : Number(place);
}

class TwitchRoutes {
  private readonly network: SimulatedTwitch;
  private readonly faults: FaultyAccounts;

  constructor(options: SimulatorOptions) {
    this.network = new SimulatedTwitch(options);
    this.faults = new FaultyAccounts(options);
  }

  users(request: Request, response: Response): void {
    const [ids, logins] = [listOf(request.query['id']), listOf(request.query['login'])];
    if (ids.length + logins.length > MOST || !ids.every(isUserId) || !logins.every(isLogin))
      return invalid(response, 'Invalid login names, emails or IDs in request');
    this.guarded([...ids.map(loginOf), ...logins.map((login) => login.toLowerCase())], response, () => {
      const found = [...ids.map((id) => this.network.read(id)), ...logins.map((login) => this.network.lookUp(login))];
      const data = found.filter((channel) => channel !== null).map((channel) => this.network.userObject(channel));
      response.json({ data });
    });
  }

  followers(request: Request, response: Response): void {
    const [id] = listOf(request.query['broadcaster_id']);
    if (id === undefined) return invalid(response, 'Missing required parameter "broadcaster_id"');
    this.guarded([loginOf(id)], response, () => {
      const channel = this.network.channel(id);
      response.json({ total: channel ? this.network.followers(channel) : 0, data: [], pagination: {} });
    });
  }

  videos(request: Request, response: Response): void {
    const ids = listOf(request.query['id']);
    const [userId] = listOf(request.query['user_id']);
    if (ids.length > 0) return this.videosByIds(ids, response);
    const size = Number(request.query['first'] ?? 20);
    const [after] = listOf(request.query['after']);
    const before = after === undefined ? Number.MAX_SAFE_INTEGER : placeOf(after);
    if (userId === undefined || !Number.isInteger(size) || size < 1 || size > MOST || before === null)
      return invalid(response, 'The parameters are malformed');
    this.guarded([loginOf(userId)], response, () => {
      const channel = this.network.channel(userId);
      if (!channel) return fail(response, 404, 'user not found', 'Not Found');
      const { data, next } = this.network.videos(channel, size, before);
      response.json({ data, pagination: next > 0 ? { cursor: cursorOf(next) } : {} });
    });
  }

  private videosByIds(ids: readonly string[], response: Response): void {
    if (ids.length > MOST || !ids.every(isVideoId)) return invalid(response, 'The parameters are malformed');
    const owners = [...new Set(ids.map((id) => loginOf(readVideoId(id)?.userId ?? '')))];
    this.guarded(owners, response, () => {
      const data = ids.map((id) => this.network.videoById(id)).filter((video) => video !== null);
      if (data.length === 0) fail(response, 404, 'videos not found', 'Not Found');
      else response.json({ data, pagination: {} });
    });
  }

  private guarded(logins: readonly (string | null)[], response: Response, well: () => void): void {
    const names = logins.map((login) => login ?? '');
    answerWith(this.faults.befalls(names), response, dialect, well);
  }
}

function router(options: SimulatorOptions): Router {
  const tokens = new SimulatedTokens(options);
  const twitch = new TwitchRoutes(options);
  const routes = Router();
  const serve = (path: string, handler: (request: Request, response: Response) => void) =>
    routes.get(path, (request, response) => {
      if (tokens.admits(request, response)) handler(request, response);
    });
  routes.use(...surroundings(options, dialect, limits), tokens.router());
  serve('/helix/users', (request, response) => twitch.users(request, response));
  serve('/helix/channels/followers', (request, response) => twitch.followers(request, response));
  serve('/helix/videos', (request, response) => twitch.videos(request, response));
  routes.use((_request, response) => fail(response, 404, 'Not Found', 'Not Found'));
  return routes;
}

/** Channels show themselves to everybody, or are not there. */
export const twitchSimulator: PlatformSimulator = { platform: PLATFORM, personas: personasWithout('private'), router };
