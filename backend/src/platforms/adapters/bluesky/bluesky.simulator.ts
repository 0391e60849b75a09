/** A fake public AppView: the wire format of the three calls that the client makes. */
import { Router, type Request, type Response } from 'express';
import type { PlatformSimulator, SimulatorOptions } from '../../contract/simulator.js';
import { answerWith, type FaultDialect } from '../../simulation/fault-answers.js';
import { FaultyAccounts, isMissing, PERSONAS } from '../../simulation/faults.js';
import { images, imageUrl } from '../../simulation/images.js';
import { ledger } from '../../simulation/ledger.js';
import { SimulatedAccount, type SimulatedPost } from '../../simulation/simulated-account.js';
import { chance } from '../../simulation/dice.js';
import { didOf, handleOf, recordKey } from './bluesky.identities.js';

const PLATFORM = 'bluesky';

const fail = (response: Response, status: number, error: string, message: string) =>
  void response.status(status).json({ error, message });

const dialect: FaultDialect = {
  rateLimited: (response, until) => {
    const reset = String(Math.ceil(until.getTime() / 1_000));
    response.set({
      'ratelimit-limit': '3000',
      'ratelimit-remaining': '0',
      'ratelimit-reset': reset,
      'ratelimit-policy': '3000;w=300',
    });
    fail(response, 429, 'RateLimitExceeded', 'Rate Limit Exceeded');
  },
  failed: (response) => fail(response, 500, 'InternalServerError', 'Internal Server Error'),
  unavailable: (response) =>
    void response.status(503).type('html').send('<html><body>Service Unavailable</body></html>'),
};

/** Spoken is the handle without its domain: maya.bsky.social is Maya. */
function accountNamed(handle: string): SimulatedAccount {
  return new SimulatedAccount(PLATFORM, handle, handle.replace(/\.bsky\.social$|\.[^.]+$/, ''));
}

/** An account by handle or DID; null where there is none. */
function accountOf(actor: string): { account: SimulatedAccount; handle: string } | null {
  const handle = handleOf(actor);
  if (!handle || isMissing(handle)) return null;
  return { account: accountNamed(handle), handle };
}

const asList = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');

class BlueskyWire {
  constructor(private readonly options: SimulatorOptions) {}

  profile(actor: string): Record<string, unknown> | null {
    const found = accountOf(actor);
    if (!found) return null;
    const { account, handle } = found;
    const now = this.options.now();
    return {
      ...this.author(handle, account),
      description: account.bio,
      banner: imageUrl(this.options.baseUrl, 'photo', `${handle}-banner`),
      associated: { lists: 0, feedgens: 0, starterPacks: 0, labeler: false },
      indexedAt: account.createdAt.toISOString(),
      followersCount: account.followers(now),
      followsCount: account.following,
      postsCount: account.postCount(now),
      ...(chance(`${handle}:verified`) < 0.3
        ? { verification: { verifications: [], verifiedStatus: 'valid', trustedVerifierStatus: 'none' } }
        : {}),
    };
  }

  /** Newest first. Here and there stands a repost of somebody else, as on real feeds. */
  feed(handle: string, account: SimulatedAccount, limit: number, before: number): Record<string, unknown> {
    const feed: unknown[] = [];
    let index = Math.min(before, account.postCount(this.options.now())) - 1;
    for (; index >= 0 && feed.length < limit; index -= 1) {
      const post = account.post(index, this.options.now());
      feed.push({ post: this.post(handle, account, post) });
      if (index % 9 === 4 && feed.length < limit) feed.push(this.repost(handle, account, post));
    }
    return index >= 0 ? { feed, cursor: String(index + 1) } : { feed };
  }

  private author(handle: string, account: SimulatedAccount): Record<string, unknown> {
    return {
      did: didOf(handle),
      handle,
      displayName: account.displayName,
      avatar: imageUrl(this.options.baseUrl, 'avatar', handle),
      labels: [],
      createdAt: account.createdAt.toISOString(),
    };
  }

  private post(handle: string, account: SimulatedAccount, post: SimulatedPost): Record<string, unknown> {
    const at = post.publishedAt.toISOString();
    const embed = this.embed(post);
    return {
      uri: `at://${didOf(handle)}/app.bsky.feed.post/${recordKey(post.index)}`,
      cid: `bafyrei${recordKey(post.index)}`,
      author: this.author(handle, account),
      record: { $type: 'app.bsky.feed.post', text: post.caption, createdAt: at, langs: ['en'] },
      ...(embed ? { embed } : {}),
      replyCount: post.comments,
      repostCount: post.shares,
      likeCount: post.likes,
      quoteCount: Math.floor(post.shares / 7),
      bookmarkCount: Math.floor(post.likes / 30),
      indexedAt: at,
      labels: [],
    };
  }

  private repost(handle: string, account: SimulatedAccount, near: SimulatedPost): Record<string, unknown> {
    const friend = `friend${near.index % 7}.bsky.social`;
    const theirs = accountNamed(friend);
    const reason = {
      $type: 'app.bsky.feed.defs#reasonRepost',
      by: this.author(handle, account),
      indexedAt: near.publishedAt.toISOString(),
    };
    return { post: this.post(friend, theirs, theirs.post(0, this.options.now())), reason };
  }

  private embed(post: SimulatedPost): Record<string, unknown> | null {
    const roll = chance(`${post.seed}:embed`);
    const thumb = imageUrl(this.options.baseUrl, 'photo', post.seed);
    if (roll < 0.45) return { $type: 'app.bsky.embed.images#view', images: [{ thumb, fullsize: thumb, alt: '' }] };
    if (roll < 0.6)
      return { $type: 'app.bsky.embed.video#view', cid: 'bafkrei', playlist: `${thumb}.m3u8`, thumbnail: thumb };
    if (roll < 0.75)
      return {
        $type: 'app.bsky.embed.external#view',
        external: { uri: 'https://example.org/', title: post.caption, description: '', thumb },
      };
    return null;
  }
}

function serveFeed(request: Request, response: Response, wire: BlueskyWire): void {
  const found = accountOf(String(request.query['actor']));
  const limit = Number(request.query['limit'] ?? 50);
  const cursor = request.query['cursor'] === undefined ? Number.MAX_SAFE_INTEGER : Number(request.query['cursor']);
  if (!found) return fail(response, 400, 'InvalidRequest', 'Profile not found');
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return fail(response, 400, 'InvalidRequest', 'Invalid limit');
  if (!Number.isInteger(cursor) || cursor < 0) return fail(response, 400, 'InvalidRequest', 'Malformed cursor');
  response.json(wire.feed(found.handle, found.account, limit, cursor));
}

function serveProfile(actor: string, response: Response, wire: BlueskyWire): void {
  if (handleOf(actor) === null && !actor.startsWith('did:'))
    return fail(response, 400, 'InvalidRequest', 'Error: actor must be a valid did or a handle');
  const profile = wire.profile(actor);
  if (!profile) return fail(response, 400, 'InvalidRequest', 'Profile not found');
  response.json(profile);
}

function router(options: SimulatorOptions): Router {
  const wire = new BlueskyWire(options);
  const faults = new FaultyAccounts(options.now);
  const guarded = (actors: readonly string[], response: Response, well: () => void) =>
    answerWith(faults.befalls(actors.map((actor) => handleOf(actor) ?? '')), response, dialect, well);
  const routes = Router();
  routes.use(images(), ledger(options.now));
  routes.get('/xrpc/app.bsky.actor.getProfile', (request, response) => {
    const actor = String(request.query['actor']);
    guarded([actor], response, () => serveProfile(actor, response, wire));
  });
  routes.get('/xrpc/app.bsky.actor.getProfiles', (request, response) => {
    const actors = asList(request.query['actors']);
    if (actors.length > 25)
      return fail(response, 400, 'InvalidRequest', 'Error: actors must not have more than 25 elements');
    guarded(
      actors,
      response,
      () =>
        void response.json({
          profiles: actors.map((actor) => wire.profile(actor)).filter((profile) => profile !== null),
        }),
    );
  });
  routes.get('/xrpc/app.bsky.feed.getAuthorFeed', (request, response) => {
    guarded([String(request.query['actor'])], response, () => serveFeed(request, response, wire));
  });
  routes.use((_request, response) => fail(response, 501, 'MethodNotImplemented', 'Method Not Implemented'));
  return routes;
}

export const blueskySimulator: PlatformSimulator = { platform: PLATFORM, personas: PERSONAS, router };
