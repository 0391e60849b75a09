/** What the fake network says about its accounts and posts, in the AppView's form. */
import type { SimulatorOptions } from '../../contract/simulator.js';
import { chance } from '../../simulation/dice.js';
import { Directory } from '../../simulation/directory.js';
import { imageUrl } from '../../simulation/images.js';
import type { Absence } from '../../simulation/personas.js';
import type { SimulatedAccount, SimulatedPost } from '../../simulation/simulated-account.js';
import { didOf, indexOf, nameOf, recordKey } from './bluesky.identities.js';
import { isDid } from './bluesky.urls.js';

const PLATFORM = 'bluesky';

/** Spoken is the handle without its domain: maya.bsky.social is Maya. */
const spoken = (handle: string): string => handle.replace(/\.bsky\.social$|\.[^.]+$/, '');

/** The AppView's error and its message. */
type Refusal = readonly [error: string, message: string];

interface Found {
  readonly account: SimulatedAccount;
  readonly handle: string;
}

/** Why an account is not shown, in the AppView's words; there are no private ones. */
const ABSENT: Readonly<Record<Absence, Refusal | null>> = {
  missing: ['InvalidRequest', 'Profile not found'],
  deleted: ['AccountDeactivated', 'Account is deactivated'],
  suspended: ['AccountTakedown', 'Account has been suspended'],
  private: null,
};
const NOBODY: Refusal = ['InvalidRequest', 'Profile not found'];

type AuthorView = Readonly<Record<string, unknown>> & { readonly did: string };

export const isRefusal = (said: object): said is Refusal => Array.isArray(said);
const isFound = (found: Found | Refusal): found is Found => 'account' in found;

export class BlueskyWire {
  private readonly directory = new Directory();

  constructor(private readonly options: SimulatorOptions) {}

  /** A reading of the profile by handle or DID: what is shown, or what is said instead. */
  profile(actor: string): Record<string, unknown> | Refusal {
    const asked = nameOf(actor);
    if (asked === null) return NOBODY;
    if (isDid(actor)) this.directory.readById(asked);
    else this.directory.readByHandle(asked);
    const found = this.find(actor);
    return isFound(found) ? this.profileView(found) : found;
  }

  /** The account whose posts are listed; null where there is none. */
  author(actor: string): Found | null {
    const found = this.find(actor);
    if (!isFound(found)) return null;
    this.directory.readPosts(found.account.name);
    return found;
  }

  private find(actor: string): Found | Refusal {
    const asked = nameOf(actor);
    const name = asked !== null && !isDid(actor) ? this.directory.holderOf(asked) : asked;
    const handle = name === null ? null : this.directory.handleOf(name);
    if (name === null || handle === null) return NOBODY;
    const absence = this.directory.absenceOf(name);
    return (absence && ABSENT[absence]) ?? { account: this.directory.account(PLATFORM, name, spoken(name)), handle };
  }

  private profileView({ account, handle }: Found): Record<string, unknown> {
    const { name } = account;
    const now = this.options.now();
    return {
      ...this.authorView(handle, account),
      description: account.bio,
      banner: imageUrl(this.options.baseUrl, 'photo', `${name}-banner`),
      associated: { lists: 0, feedgens: 0, starterPacks: 0, labeler: false },
      indexedAt: account.createdAt.toISOString(),
      followersCount: account.followers(now),
      followsCount: account.following,
      postsCount: account.postCount(now),
      ...(chance(`${name}:verified`) < 0.3
        ? { verification: { verifications: [], verifiedStatus: 'valid', trustedVerifierStatus: 'none' } }
        : {}),
    };
  }

  /** Newest first. Here and there stands a repost of somebody else, as on real feeds. */
  feed(handle: string, account: SimulatedAccount, limit: number, before: number): Record<string, unknown> {
    const feed: unknown[] = [];
    const author = this.authorView(handle, account);
    let index = Math.min(before, account.postCount(this.options.now())) - 1;
    for (; index >= 0 && feed.length < limit; index -= 1) {
      const post = account.post(index, this.options.now());
      feed.push({ post: this.post(author, post) });
      if (index % 9 === 4 && feed.length < limit) feed.push(this.repost(author, post));
    }
    return index >= 0 ? { feed, cursor: String(index + 1) } : { feed };
  }

  /** One post by its address; null for what is not shown. */
  postAt(uri: string): Record<string, unknown> | null {
    const [actor, key] = /^at:\/\/([^/]+)\/app\.bsky\.feed\.post\/([^/]+)$/.exec(uri)?.slice(1) ?? [];
    const found = actor === undefined ? NOBODY : this.find(actor);
    const index = indexOf(key ?? '');
    if (!isFound(found) || index === null) return null;
    const post = found.account.find(index, this.options.now());
    return post && this.post(this.authorView(found.handle, found.account), post);
  }

  private authorView(handle: string, account: SimulatedAccount): AuthorView {
    return {
      did: didOf(account.name),
      handle,
      displayName: account.displayName,
      avatar: imageUrl(this.options.baseUrl, 'avatar', account.name),
      labels: [],
      createdAt: account.createdAt.toISOString(),
    };
  }

  private post(author: AuthorView, post: SimulatedPost): Record<string, unknown> {
    const at = post.publishedAt.toISOString();
    const embed = this.embed(post);
    return {
      uri: `at://${author.did}/app.bsky.feed.post/${recordKey(post.index)}`,
      cid: `bafyrei${recordKey(post.index)}`,
      author,
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

  private repost(by: AuthorView, near: SimulatedPost): Record<string, unknown> {
    const friend = `friend${near.index % 7}.bsky.social`;
    const theirs = this.directory.account(PLATFORM, friend, spoken(friend));
    const reason = {
      $type: 'app.bsky.feed.defs#reasonRepost',
      by,
      indexedAt: near.publishedAt.toISOString(),
    };
    const author = this.authorView(friend, theirs);
    return { post: this.post(author, theirs.post(0, this.options.now())), reason };
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
