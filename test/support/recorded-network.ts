/**
 * A server that answers like the real networks did, from recordings of complete accounts: endpoint and id or cursor are
 * matched, `part`, `mine`, `limit` and `filter` are not. Where an account was recorded twice, the later answer counts.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { loadRecordings, type Recording } from './recordings.js';

export const YOUTUBE_CHANNEL = 'UCZXMDk2QjU7dBanCVrMj4CA';
export const BLUESKY_HANDLE = 'alice.test';
export const BLUESKY_DID = 'did:plc:5c24quia2zt4pwg2cfaky5za';

export interface RecordedNetwork {
  /** For YOUTUBE_BASE_URL. */
  readonly youtubeUrl: string;
  /** For BLUESKY_BASE_URL. */
  readonly blueskyUrl: string;
  /** Paths with their query, in the order asked. */
  readonly asked: string[];
  close(): Promise<void>;
}

type Item = Record<string, unknown> & { id?: string };

const answered = (recording: Recording, path: string) => recording.method === 'GET' && recording.path === path;
const recordedAt = (recording: Recording) => Date.parse(recording.headers['date'] ?? '') || 0;
const itemsOf = (recording: Recording): Item[] => (recording.body as { items?: Item[] }).items ?? [];
const param = (request: Request, name: string): string => {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
};

/** Later and fuller answers last, so that merging keeps them. */
function inOrder(recordings: readonly Recording[]): Recording[] {
  return [...recordings].sort((a, b) => recordedAt(a) - recordedAt(b));
}

class RecordedYoutube {
  private readonly recordings = loadRecordings('youtube').filter((recording) => recording.name.startsWith('NangoHQ'));

  private all(endpoint: string): Recording[] {
    return inOrder(
      this.recordings.filter((recording) => recording.status === 200 && answered(recording, `/youtube/v3${endpoint}`)),
    );
  }

  channels(request: Request): unknown {
    const ids = param(request, 'id').split(',');
    const handle = param(request, 'forHandle').replace(/^@?/, '@').toLowerCase();
    const merged = new Map<string, Item>();
    for (const item of this.all('/channels').flatMap(itemsOf))
      merged.set(item.id ?? '', { ...merged.get(item.id ?? ''), ...item });
    const items = [...merged.values()].filter((item) => ids.includes(item.id ?? '') || customUrl(item) === handle);
    return { kind: 'youtube#channelListResponse', pageInfo: { totalResults: items.length, resultsPerPage: 5 }, items };
  }

  playlistItems(request: Request): unknown {
    const wanted = param(request, 'playlistId');
    return (
      this.all('/playlistItems').findLast((recording) => recording.query['playlistId']?.[0] === wanted)?.body ?? {
        items: [],
      }
    );
  }

  videos(request: Request): unknown {
    const ids = param(request, 'id').split(',');
    const items = this.all('/videos')
      .flatMap(itemsOf)
      .filter((item) => ids.includes(item.id ?? ''));
    return {
      kind: 'youtube#videoListResponse',
      pageInfo: { totalResults: items.length, resultsPerPage: items.length },
      items,
    };
  }
}

function customUrl(item: Item): string {
  const snippet = item['snippet'] as { customUrl?: string } | undefined;
  return snippet?.customUrl?.toLowerCase() ?? '';
}

class RecordedBluesky {
  private readonly recordings = loadRecordings('bluesky').filter((recording) =>
    recording.name.startsWith('local-network'),
  );

  /** By what was asked for, or by who the answer is about. */
  one(path: string, actor: string, cursor: string | undefined): Recording | undefined {
    const isAbout = (recording: Recording) =>
      recording.query['actor']?.[0] === actor || (recording.body as { handle?: string; did?: string }).did === actor;
    return this.recordings.find(
      (recording) =>
        answered(recording, path) &&
        recording.query['cursor']?.[0] === cursor &&
        recording.query['limit']?.[0] !== '101' &&
        isAbout(recording),
    );
  }

  profiles(actors: readonly string[]): unknown {
    const found = actors.map((actor) => this.one('/xrpc/app.bsky.actor.getProfile', actor, undefined));
    return { profiles: found.filter((recording) => recording?.status === 200).map((recording) => recording?.body) };
  }
}

const NOT_FOUND = { error: 'InvalidRequest', message: 'Profile not found' };

function serveBluesky(app: express.Express): void {
  const bluesky = new RecordedBluesky();
  const replay = (request: Request, response: Response) => {
    const found = bluesky.one(request.path, param(request, 'actor'), param(request, 'cursor') || undefined);
    response.status(found?.status ?? 400).json(found?.body ?? NOT_FOUND);
  };
  app.get('/xrpc/app.bsky.actor.getProfile', replay);
  app.get('/xrpc/app.bsky.feed.getAuthorFeed', replay);
  app.get('/xrpc/app.bsky.actor.getProfiles', (request, response) => {
    const { actors } = request.query;
    response.json(bluesky.profiles([actors].flat().filter((actor) => typeof actor === 'string')));
  });
}

export async function startRecordedNetwork(): Promise<RecordedNetwork> {
  const asked: string[] = [];
  const app = express();
  const youtube = new RecordedYoutube();
  app.use((request, _response, next) => {
    asked.push(request.originalUrl);
    next();
  });
  app.get('/youtube/v3/channels', (request, response) => void response.json(youtube.channels(request)));
  app.get('/youtube/v3/playlistItems', (request, response) => void response.json(youtube.playlistItems(request)));
  app.get('/youtube/v3/videos', (request, response) => void response.json(youtube.videos(request)));
  serveBluesky(app);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { youtubeUrl: `${url}/youtube/v3`, blueskyUrl: `${url}/xrpc`, asked, close };
}
