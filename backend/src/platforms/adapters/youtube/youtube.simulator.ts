/** A fake Data API v3: the three list calls that the client makes, with their limits and both shapes of error. */
import { Router, type Request, type Response } from 'express';
import type { PlatformSimulator, SimulatorOptions } from '../../contract/simulator.js';
import { answerWith, type FaultDialect } from '../../simulation/fault-answers.js';
import { FaultyAccounts } from '../../simulation/faults.js';
import { images } from '../../simulation/images.js';
import { ledger } from '../../simulation/ledger.js';
import { PERSONAS } from '../../simulation/personas.js';
import { SimulatedYoutube } from './youtube.simulated-wire.js';

const PLATFORM = 'youtube';
const MOST_IDS = 50;

interface Problem {
  readonly status: number;
  readonly message: string;
  readonly reason: string;
  readonly domain: string;
  readonly details?: readonly unknown[];
}

function fail(response: Response, { status, message, reason, domain, details }: Problem): void {
  response
    .status(status)
    .json({ error: { code: status, message, errors: [{ message, domain, reason }], ...(details ? { details } : {}) } });
}

const invalid = (response: Response, reason: string, message: string) =>
  fail(response, { status: 400, message, reason, domain: 'youtube.parameter' });

const dialect: FaultDialect = {
  rateLimited: (response, until) => {
    const seconds = Math.max(1, Math.ceil((until.getTime() - Number(response.locals['now'])) / 1_000));
    response.set('retry-after', String(seconds));
    fail(response, { status: 403, message: 'Rate Limit Exceeded', reason: 'rateLimitExceeded', domain: 'usageLimits' });
  },
  failed: (response) =>
    fail(response, { status: 500, message: 'Backend Error', reason: 'backendError', domain: 'global' }),
  unavailable: (response) =>
    void response.status(503).type('html').send('<html><title>Error 503 (Service Unavailable)</title></html>'),
};

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

class YoutubeRoutes {
  private readonly network: SimulatedYoutube;
  private readonly faults: FaultyAccounts;

  constructor(private readonly options: SimulatorOptions) {
    this.network = new SimulatedYoutube(options);
    this.faults = new FaultyAccounts(options);
  }

  /** Without a key nothing is answered, as on the real network. */
  requireKey(request: Request, response: Response): boolean {
    response.locals['now'] = this.options.now().getTime();
    const key = request.get('x-goog-api-key') ?? text(request.query['key']);
    if (key === null || key === '') {
      const message = "Method doesn't allow unregistered callers (callers without established identity).";
      fail(response, { status: 403, message, reason: 'forbidden', domain: 'global' });
      return false;
    }
    if (key !== 'invalid') return true;
    const details = [
      { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: 'googleapis.com' },
    ];
    fail(response, {
      status: 400,
      message: 'API key not valid. Please pass a valid API key.',
      reason: 'badRequest',
      domain: 'global',
      details,
    });
    return false;
  }

  channels(request: Request, response: Response): void {
    const filters = ['id', 'forHandle', 'forUsername'].filter((name) => text(request.query[name]) !== null);
    if (filters.length === 0) return invalid(response, 'missingRequiredParameter', 'No filter selected.');
    if (filters.length > 1)
      return invalid(response, 'incompatibleParameters', 'Incompatible parameters specified in the request.');
    const value = text(request.query[filters[0] ?? '']) ?? '';
    const byId = filters[0] === 'id';
    const asked = byId ? value.split(',') : [this.network.identities.channelOf(value)];
    if (asked.length > MOST_IDS) return invalid(response, 'invalidFilters', 'Too many ids.');
    this.answer(asked, response, () => {
      const ids = byId ? asked : [this.network.lookUp(value)];
      const items = ids.map((id) => (id === null ? null : this.network.read(id))).filter((channel) => channel !== null);
      this.list(
        response,
        'channel',
        items.map((channel) => this.network.channelResource(channel)),
        { totalResults: items.length },
      );
    });
  }

  playlistItems(request: Request, response: Response): void {
    const id = `UC${(text(request.query['playlistId']) ?? '').slice(2)}`;
    const size = Math.min(MOST_IDS, Number(request.query['maxResults'] ?? 5));
    const token = /^P(\d{1,9})$/.exec(text(request.query['pageToken']) ?? '')?.[1];
    if (request.query['pageToken'] !== undefined && token === undefined)
      return invalid(response, 'invalidPageToken', 'The page token is invalid.');
    this.answer([id], response, () => {
      const channel = this.network.uploadsOf(id);
      const total = channel?.account.postCount(this.options.now()) ?? 0;
      if (!channel || total === 0) {
        const message = 'The playlist identified with the request’s playlistId parameter cannot be found.';
        return fail(response, { status: 404, message, reason: 'playlistNotFound', domain: 'youtube.playlistItem' });
      }
      const first = Math.min(token === undefined ? total : Number(token), total) - 1;
      const indexes = Array.from({ length: Math.max(0, Math.min(size, first + 1)) }, (_, offset) => first - offset);
      const next = first + 1 - indexes.length;
      this.list(
        response,
        'playlistItem',
        indexes.map((index) => this.network.playlistItem(channel, index)),
        { totalResults: total },
        next > 0 ? `P${next}` : null,
      );
    });
  }

  videos(request: Request, response: Response): void {
    const ids = (text(request.query['id']) ?? '').split(',').filter((id) => id !== '');
    if (ids.length === 0) return invalid(response, 'missingRequiredParameter', 'No filter selected.');
    if (ids.length > MOST_IDS) return invalid(response, 'invalidFilters', 'Too many ids.');
    const channels = [...new Set(ids.map((id) => this.network.identities.readVideo(id)?.channelId ?? null))];
    this.answer(channels, response, () => {
      const items = ids.map((id) => this.network.videoResource(id)).filter((item) => item !== null);
      this.list(response, 'video', items, { totalResults: items.length });
    });
  }

  private answer(channelIds: readonly (string | null)[], response: Response, well: () => void): void {
    const names = channelIds.map((id) => (id === null ? null : this.network.identities.nameOf(id)) ?? '');
    answerWith(this.faults.befalls(names), response, dialect, well);
  }

  /** An empty result has no `items` at all. */
  private list(
    response: Response,
    kind: string,
    items: readonly unknown[],
    pageInfo: { totalResults: number },
    next: string | null = null,
  ): void {
    response.json({
      kind: `youtube#${kind}ListResponse`,
      ...(next ? { nextPageToken: next } : {}),
      pageInfo: { ...pageInfo, resultsPerPage: items.length },
      ...(items.length > 0 ? { items } : {}),
    });
  }
}

function router(options: SimulatorOptions): Router {
  const youtube = new YoutubeRoutes(options);
  const routes = Router();
  const serve = (handler: (request: Request, response: Response) => void) => (request: Request, response: Response) => {
    if (youtube.requireKey(request, response)) handler(request, response);
  };
  routes.use(images(), ledger(options.now));
  routes.get(
    '/youtube/v3/channels',
    serve((request, response) => youtube.channels(request, response)),
  );
  routes.get(
    '/youtube/v3/playlistItems',
    serve((request, response) => youtube.playlistItems(request, response)),
  );
  routes.get(
    '/youtube/v3/videos',
    serve((request, response) => youtube.videos(request, response)),
  );
  routes.use(
    (_request, response) =>
      void response.status(404).type('html').send('<html><title>Error 404 (Not Found)</title></html>'),
  );
  return routes;
}

export const youtubeSimulator: PlatformSimulator = { platform: PLATFORM, personas: PERSONAS, router };
