/** A fake Data API v3, with its limits and both shapes of error, and what of Google goes with it: sign-in and reports. */
import { Router, type Request, type Response } from 'express';
import type { PlatformSimulator, SimulatorOptions } from '../../contract/simulator.js';
import { answerWith } from '../../simulation/fault-answers.js';
import { FaultyAccounts } from '../../simulation/faults.js';
import { PERSONAS } from '../../simulation/personas.js';
import { surroundings } from '../../simulation/surroundings.js';
import { dialect, fail, invalid, limits } from './youtube.simulated-errors.js';
import { SimulatedGoogle, type Visitor } from './youtube.simulated-login.js';
import { simulatedReports } from './youtube.simulated-reports.js';
import { SimulatedYoutube } from './youtube.simulated-wire.js';

const PLATFORM = 'youtube';
const MOST_IDS = 50;

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

class YoutubeRoutes {
  constructor(
    private readonly network: SimulatedYoutube,
    private readonly faults: FaultyAccounts,
    private readonly options: SimulatorOptions,
  ) {}

  channels(request: Request, response: Response, { owner }: Visitor): void {
    const filters = ['id', 'forHandle', 'forUsername', 'mine'].filter((name) => text(request.query[name]) !== null);
    if (filters.length === 0) return invalid(response, 'missingRequiredParameter', 'No filter selected.');
    if (filters.length > 1)
      return invalid(response, 'incompatibleParameters', 'Incompatible parameters specified in the request.');
    if (filters[0] === 'mine') return this.ownChannel(response, owner);
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
        items.map((channel) => this.network.channelResource(channel, owner)),
        { totalResults: items.length },
      );
    });
  }

  private ownChannel(response: Response, owner: string | null): void {
    if (owner === null) return invalid(response, 'missingRequiredParameter', 'The mine parameter needs a sign-in.');
    answerWith(this.faults.befalls([owner]), response, dialect, () => {
      const found = this.network.readOwn(owner);
      if (typeof found === 'string') return refuseAccount(response, found);
      const items = found ? [this.network.channelResource(found, owner)] : [];
      this.list(response, 'channel', items, { totalResults: items.length });
    });
  }

  playlistItems(request: Request, response: Response, { owner }: Visitor): void {
    const id = `UC${(text(request.query['playlistId']) ?? '').slice(2)}`;
    const size = Math.min(MOST_IDS, Number(request.query['maxResults'] ?? 5));
    const token = /^P(\d{1,9})$/.exec(text(request.query['pageToken']) ?? '')?.[1];
    if (request.query['pageToken'] !== undefined && token === undefined)
      return invalid(response, 'invalidPageToken', 'The page token is invalid.');
    this.answer([id], response, () => {
      const channel = this.network.uploadsOf(id, owner);
      const total = channel?.account.postCount(this.options.now()) ?? 0;
      if (!channel || total === 0) {
        const message = 'The playlist identified with the request’s playlistId parameter cannot be found.';
        return fail(response, { status: 404, message, reason: 'playlistNotFound', domain: 'youtube.playlistItem' });
      }
      const first = Math.min(token === undefined ? total : Number(token), total) - 1;
      const unseen = token === undefined && owner === channel.name ? this.network.unseenItems(channel) : [];
      const seen = Math.max(0, Math.min(size - unseen.length, first + 1));
      const indexes = Array.from({ length: seen }, (_, offset) => first - offset);
      const next = first + 1 - indexes.length;
      this.list(
        response,
        'playlistItem',
        [...unseen, ...indexes.map((index) => this.network.playlistItem(channel, index))],
        { totalResults: total },
        next > 0 ? `P${next}` : null,
      );
    });
  }

  videos(request: Request, response: Response, { owner }: Visitor): void {
    this.byIds(request, response, (ids) => {
      const items = ids.map((id) => this.network.videoResource(id, owner)).filter((item) => item !== null);
      this.list(response, 'video', items, { totalResults: items.length });
    });
  }

  stats(request: Request, response: Response, { owner }: Visitor): void {
    this.byIds(request, response, (ids) => {
      const items = ids.map((id) => this.network.videoStats(id, owner)).filter((item) => item !== null);
      response.json({ kind: 'youtube#batchGetStatsResponse', ...(items.length > 0 ? { items } : {}) });
    });
  }

  private byIds(request: Request, response: Response, well: (ids: readonly string[]) => void): void {
    const ids = (text(request.query['id']) ?? '').split(',').filter((id) => id !== '');
    if (ids.length === 0) return invalid(response, 'missingRequiredParameter', 'No filter selected.');
    if (ids.length > MOST_IDS) return invalid(response, 'invalidFilters', 'Too many ids.');
    const channels = [...new Set(ids.map((id) => this.network.identities.readVideo(id)?.channelId ?? null))];
    this.answer(channels, response, () => well(ids));
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

const ACCOUNT_PROBLEMS = {
  deleted: ['authenticatedUserAccountClosed', 'The account of the authenticated user is closed.'],
  suspended: ['authenticatedUserAccountSuspended', 'The account of the authenticated user is suspended.'],
} as const;

function refuseAccount(response: Response, absence: keyof typeof ACCOUNT_PROBLEMS): void {
  const [reason, message] = ACCOUNT_PROBLEMS[absence];
  fail(response, { status: 403, message, reason, domain: 'youtube.common' });
}

function router(options: SimulatorOptions): Router {
  const network = new SimulatedYoutube(options);
  const faults = new FaultyAccounts(options);
  const google = new SimulatedGoogle(network, options);
  const youtube = new YoutubeRoutes(network, faults, options);
  const routes = Router();
  const serve = (path: string, handler: (request: Request, response: Response, visitor: Visitor) => void) =>
    routes.get(path, (request, response) => {
      response.locals['now'] = options.now().getTime();
      const visitor = google.enter(request, response);
      if (visitor) handler(request, response, visitor);
    });
  routes.use(...surroundings(options, dialect, limits), google.server.router());
  serve('/youtube/v3/channels', (request, response, visitor) => youtube.channels(request, response, visitor));
  serve('/youtube/v3/playlistItems', (request, response, visitor) => youtube.playlistItems(request, response, visitor));
  serve('/youtube/v3/videos', (request, response, visitor) => youtube.videos(request, response, visitor));
  serve('/youtube/v3/videos\\:batchGetStats', (request, response, visitor) =>
    youtube.stats(request, response, visitor),
  );
  routes.use(simulatedReports(network, google, faults, options));
  routes.use(
    (_request, response) =>
      void response.status(404).type('html').send('<html><title>Error 404 (Not Found)</title></html>'),
  );
  return routes;
}

export const youtubeSimulator: PlatformSimulator = { platform: PLATFORM, personas: PERSONAS, router };
