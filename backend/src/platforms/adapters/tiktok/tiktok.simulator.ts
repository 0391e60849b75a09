/** A fake TikTok: the Display API behind real token checks, in its envelope, with its errors. */
import { json, Router, type Request, type Response } from 'express';
import type { PlatformSimulator, SimulatorOptions } from '../../contract/simulator.js';
import { AuthorizationServer } from '../../simulation/authorization/authorization-server.js';
import type { Bearer } from '../../simulation/authorization/simulated-grants.js';
import { answerWith, type FaultDialect } from '../../simulation/fault-answers.js';
import { FaultyAccounts } from '../../simulation/faults.js';
import type { LimitDialect } from '../../simulation/limits/simulated-limits.js';
import { PERSONAS } from '../../simulation/personas.js';
import { surroundings } from '../../simulation/surroundings.js';
import { tiktokMedia } from './tiktok.media.js';
import { tiktokConsent } from './tiktok.simulated-consent.js';
import { SimulatedTiktok } from './tiktok.simulated-wire.js';

const PLATFORM = 'tiktok';
const LOG_ID = '2026112202123401SIMULATED';
const LARGEST_PAGE = 20;
const DEFAULT_PAGE = 10;

/** Which scope opens which fields; any other is unknown. */
const FIELDS: Readonly<Record<string, string>> = Object.fromEntries(
  (
    [
      ['user.info.basic', 'open_id,union_id,avatar_url,avatar_url_100,avatar_large_url,display_name'],
      ['user.info.profile', 'username,bio_description,profile_deep_link,is_verified'],
      ['user.info.stats', 'follower_count,following_count,likes_count,video_count'],
      [
        'video.list',
        'id,create_time,cover_image_url,share_url,video_description,duration,height,width,title,embed_html,embed_link,like_count,comment_count,share_count,view_count',
      ],
    ] as const
  ).flatMap(([scope, fields]) => fields.split(',').map((field) => [field, scope])),
);

const MESSAGES: Readonly<Record<string, string>> = {
  access_token_invalid: 'The access token is invalid or not found in the request.',
  scope_not_authorized: 'The user did not authorize the scope required for completing this request.',
  invalid_params: 'One or more fields in request is invalid.',
  rate_limit_exceeded: 'The API rate limit was exceeded. Please try again later.',
  internal_error: 'Something went wrong. Please try again later.',
};

function fail(response: Response, status: number, code: string): void {
  response.status(status).json({ data: {}, error: { code, message: MESSAGES[code] ?? '', log_id: LOG_ID } });
}

const dialect: FaultDialect = {
  rateLimited: (response) => fail(response, 429, 'rate_limit_exceeded'),
  failed: (response) => fail(response, 500, 'internal_error'),
  unavailable: (response) =>
    void response.status(503).type('html').send('<html><body>Service Unavailable</body></html>'),
};

const CLASSES: Readonly<Record<string, string>> = {
  '/v2/user/info/': 'user',
  '/v2/video/list/': 'videos',
  '/v2/video/query/': 'video-query',
};

/** Of the app, for each endpoint, over the last minute; nothing tells how much is left. */
const limits: LimitDialect = {
  window: 'sliding',
  draw: ({ path }) => {
    const endpointClass = Object.hasOwn(CLASSES, path) ? CLASSES[path] : undefined;
    return endpointClass === undefined ? null : { endpointClass, holder: 'app' };
  },
  refuse: (response) => fail(response, 429, 'rate_limit_exceeded'),
};

type Holder = Extract<Bearer, { ok: true }>;
type Fields = Readonly<Record<string, unknown>>;

class TiktokRoutes {
  readonly consent: AuthorizationServer;
  private readonly network: SimulatedTiktok;
  private readonly faults: FaultyAccounts;

  constructor(options: SimulatorOptions) {
    const network = new SimulatedTiktok(options);
    this.network = network;
    this.faults = new FaultyAccounts(options);
    const rules = tiktokConsent(
      (handle) => network.nameOf(handle),
      (name) => network.openIdOf(name),
    );
    this.consent = new AuthorizationServer(rules, options);
  }

  user(request: Request, response: Response): void {
    this.asked(request, response, 'user.info.', ({ name }, fields) => {
      const user = this.network.user(name);
      if (!user) return fail(response, 401, 'access_token_invalid');
      well(response, { user: only(user, fields) });
    });
  }

  videos(request: Request, response: Response): void {
    this.asked(request, response, 'video.list', ({ name }, fields) => {
      const { max_count: most = DEFAULT_PAGE, cursor = null } = (request.body ?? {}) as Fields;
      if (!isCount(most, LARGEST_PAGE) || !(cursor === null || isCount(cursor, Number.MAX_SAFE_INTEGER)))
        return fail(response, 400, 'invalid_params');
      const page = this.network.videos(name, cursor, most);
      if (!page) return fail(response, 401, 'access_token_invalid');
      well(response, { ...page, videos: page.videos.map((video) => only(video, fields)) });
    });
  }

  query(request: Request, response: Response): void {
    this.asked(request, response, 'video.list', ({ name }, fields) => {
      const { filters } = (request.body ?? {}) as { filters?: Fields };
      const ids = filters?.['video_ids'];
      if (!isIds(ids)) return fail(response, 400, 'invalid_params');
      const videos = this.network.videosOf(name, ids);
      if (!videos) return fail(response, 401, 'access_token_invalid');
      well(response, { videos: videos.map((video) => only(video, fields)), cursor: 0, has_more: false });
    });
  }

  /** A field that does not belong to the endpoint or was not granted fails the whole call. */
  private asked(
    request: Request,
    response: Response,
    family: string,
    answer: (holder: Holder, fields: readonly string[]) => void,
  ): void {
    const holder = this.consent.bearer(request);
    if (!holder.ok) return fail(response, 401, 'access_token_invalid');
    const fields = typeof request.query['fields'] === 'string' ? request.query['fields'].split(',') : [];
    const scopes = fields.map((field) => (Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined));
    if (fields.length === 0 || scopes.some((scope) => !scope?.startsWith(family)))
      return fail(response, 400, 'invalid_params');
    if (scopes.some((scope) => scope !== undefined && !holder.scopes.includes(scope)))
      return fail(response, 401, 'scope_not_authorized');
    answerWith(this.faults.befalls([holder.name]), response, dialect, () => answer(holder, fields));
  }
}

const isCount = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= most;

const isIds = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= LARGEST_PAGE &&
  value.every((id) => typeof id === 'string');

const only = (resource: Fields, fields: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(resource).filter(([field]) => fields.includes(field)));

const well = (response: Response, data: Fields): void =>
  void response.json({ data, error: { code: 'ok', message: '', log_id: LOG_ID } });

/** An address whose signature has ended leads nowhere any more. */
function refuseExpired({ now }: SimulatorOptions): Router {
  const router = Router();
  router.get('/__image/*path', (request, response, next) => {
    const until = tiktokMedia.goodUntil(`https://simulated.example${request.originalUrl}`);
    if (!until || until > now()) return next();
    response.status(403).type('text').send('URL signature expired');
  });
  return router;
}

function router(options: SimulatorOptions): Router {
  const tiktok = new TiktokRoutes(options);
  const routes = Router();
  routes.use(refuseExpired(options), ...surroundings(options, dialect, limits), tiktok.consent.router());
  routes.get('/v2/user/info/', (request, response) => tiktok.user(request, response));
  routes.post('/v2/video/list/', json(), (request, response) => tiktok.videos(request, response));
  routes.post('/v2/video/query/', json(), (request, response) => tiktok.query(request, response));
  routes.use((_request, response) => fail(response, 404, 'invalid_params'));
  return routes;
}

export const tiktokSimulator: PlatformSimulator = { platform: PLATFORM, personas: PERSONAS, router };
