/** A small AppView whose accounts a test makes up and changes at will; the wire format is Bluesky's. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';

export interface StagePost {
  readonly key: string;
  readonly text: string;
  readonly at: string;
  /** A missing figure is missing on the wire too. */
  likes?: number;
}

export interface StageAccount {
  readonly did: string;
  handle: string;
  followers?: number;
  /** Further fields of the profile, as they stand on the wire. */
  look?: Readonly<Record<string, unknown>>;
  posts: StagePost[];
}

export interface AppView {
  /** For BLUESKY_BASE_URL. */
  readonly url: string;
  readonly accounts: StageAccount[];
  /** Paths with their query, in the order asked. */
  readonly asked: string[];
  /** Answers posts with 503 from now on; null ends it. */
  refusePostsAfter: number | null;
  close(): Promise<void>;
}

const PAGE = 10;

const profileOf = ({ did, handle, followers, posts, look }: StageAccount) => ({
  did,
  handle,
  displayName: `Somebody called ${handle}`,
  followersCount: followers,
  followsCount: 3,
  postsCount: posts.length,
  createdAt: '2024-01-01T00:00:00.000Z',
  ...look,
});

const itemOf = ({ did, handle }: StageAccount, { key, text, at, likes }: StagePost) => ({
  post: {
    uri: `at://${did}/app.bsky.feed.post/${key}`,
    cid: `cid-${key}`,
    author: { did, handle },
    record: { $type: 'app.bsky.feed.post', text, createdAt: at },
    replyCount: 1,
    repostCount: 2,
    likeCount: likes,
    quoteCount: 0,
    indexedAt: at,
  },
});

const listOf = (given: unknown): string[] => [given ?? []].flat().map(String);

const notFound = (response: Response) =>
  void response.status(400).json({ error: 'InvalidRequest', message: 'Profile not found' });

export async function startAppView(): Promise<AppView> {
  const app = express();
  const view: Omit<AppView, 'url' | 'close'> = { accounts: [], asked: [], refusePostsAfter: null };
  const find = (actor: unknown) => view.accounts.find(({ did, handle }) => did === actor || handle === actor);
  app.use((request, _response, next) => {
    view.asked.push(request.originalUrl);
    next();
  });
  app.get('/xrpc/app.bsky.actor.getProfile', (request, response) => {
    const account = find(request.query['actor']);
    return account ? void response.json(profileOf(account)) : notFound(response);
  });
  app.get('/xrpc/app.bsky.actor.getProfiles', (request, response) => {
    const found = listOf(request.query['actors'])
      .map(find)
      .filter((account) => account !== undefined);
    response.json({ profiles: found.map(profileOf) });
  });
  app.get('/xrpc/app.bsky.feed.getPosts', (request, response) => {
    const wanted = new Set(listOf(request.query['uris']));
    const items = view.accounts.flatMap((account) => account.posts.map((post) => itemOf(account, post).post));
    response.json({ posts: items.filter(({ uri }) => wanted.has(uri)) });
  });
  app.get('/xrpc/app.bsky.feed.getAuthorFeed', (request, response) => {
    const account = find(request.query['actor']);
    const from = Number(request.query['cursor'] ?? 0);
    if (!account) return notFound(response);
    if (view.refusePostsAfter !== null && from >= view.refusePostsAfter) return void response.status(503).end();
    const feed = account.posts.slice(from, from + PAGE).map((post) => itemOf(account, post));
    const next = from + PAGE < account.posts.length ? { cursor: String(from + PAGE) } : {};
    response.json({ feed, ...next });
  });
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return Object.assign(view, {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/xrpc`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  });
}

/** Newest first. */
export const somePosts = (count: number): StagePost[] =>
  Array.from({ length: count }, (_, index) => ({
    key: `post${String(index).padStart(4, '0')}`,
    text: `Words number ${index}`,
    at: new Date(Date.UTC(2026, 5, 1) - index * 3_600_000).toISOString(),
    likes: 100 + index,
  }));
