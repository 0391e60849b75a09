/** What the fake network says about its accounts and their media, in the Graph API's form: what others read of them. */
import { createHash } from 'node:crypto';
import type { SimulatorOptions } from '../../contract/simulator.js';
import { chance } from '../../simulation/dice.js';
import { Directory } from '../../simulation/directory.js';
import { imageUrl } from '../../simulation/images.js';
import { type SimulatedAccount, type SimulatedPost } from '../../simulation/simulated-account.js';
import type { AskedField } from './instagram.field-expansion.js';
import { wrongParameter } from './instagram.simulated-errors.js';
import { isUsername } from './instagram.urls.js';

const PLATFORM = 'instagram';
const DEFAULT_PAGE = 25;
const LARGEST_PAGE = 100;
/** How long a signed address is good. */
const SIGNED_SECONDS = 4 * 86_400;

const hash = (seed: string): string => createHash('sha256').update(seed).digest('hex');
/** So many decimal digits that follow from the seed. */
export const digits = (seed: string, length: number): string =>
  String(BigInt(`0x${hash(seed)}`) % 10n ** BigInt(length)).padStart(length, '0');

const timestamp = (moment: Date): string => `${moment.toISOString().slice(0, 19)}+0000`;

const CURSOR_START = 'QVFIU';
const cursorOf = (index: number): string => CURSOR_START + Buffer.from(`media:${index}`).toString('base64url');

/** From which index on the page after this cursor goes down; null for what is no cursor of ours. */
function indexOf(cursor: string): number | null {
  const text = cursor.startsWith(CURSOR_START)
    ? Buffer.from(cursor.slice(CURSOR_START.length), 'base64url').toString()
    : '';
  const index = /^media:(\d{1,9})$/.exec(text)?.[1];
  return index === undefined ? null : Number(index);
}

type Value = string | number | Record<string, unknown>;
/** Values by field; undefined where the field exists but is left out of this answer. */
export type Resource = Readonly<Record<string, (() => Value | undefined) | undefined>>;

export const mediumId = (name: string, index: number): string => `18${digits(`${name}:${index}`, 15)}`;

export interface Holder {
  readonly name: string;
  readonly handle: string;
  readonly account: SimulatedAccount;
}

export class SimulatedInstagram {
  readonly directory = new Directory();
  private answers = 0;

  constructor(private readonly options: SimulatorOptions) {}

  /**
   * The account of this name with the fields asked for; null for whoever is not shown: nobody, personal, private and
   * suspended accounts alike. Throws GraphRefusal for fields that do not exist.
   */
  discover(username: string, fields: readonly AskedField[]): Record<string, unknown> | null {
    this.nextAnswer();
    const holder = this.holder(
      username.toLowerCase(),
      fields.some(({ name }) => name !== 'id' && name !== 'media'),
    );
    if (!holder) return null;
    return this.select('IGUser', fields, (field) => this.user(holder, field));
  }

  /** Whether the call counts as a reading of the profile, or of further media alone. */
  private holder(username: string, reading: boolean): Holder | null {
    const name = reading ? this.directory.readByHandle(username) : this.directory.holderOf(username);
    if (!isUsername(username) || name === null || this.directory.absenceOf(name)) return null;
    const handle = this.directory.handleOf(name) ?? username;
    return { name, handle, account: this.directory.account(PLATFORM, name) };
  }

  /** `id` is always there. */
  select(
    node: string,
    fields: readonly AskedField[],
    resource: (field: AskedField) => Resource,
  ): Record<string, unknown> {
    const asked = fields.some(({ name }) => name === 'id') ? fields : [...fields, ID_FIELD];
    const entries = asked.map((field) => {
      const known = resource(field);
      const read = Object.hasOwn(known, field.name) ? known[field.name] : undefined;
      if (!read)
        throw wrongParameter(`(#100) Tried accessing nonexisting field (${field.name}) on node type (${node})`);
      return [field.name, read()] as const;
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  user({ name, handle, account }: Holder, field: AskedField): Resource {
    const now = this.options.now();
    return {
      id: () => `17841${digits(name, 12)}`,
      ig_id: () => Number(digits(`${name}:older`, 9)),
      username: () => handle,
      name: () => account.displayName,
      biography: () => account.bio,
      website: () =>
        chance(`${name}:website`) < 0.4 ? `https://${handle.replaceAll(/[._]/g, '')}.example.com/` : undefined,
      profile_picture_url: () => this.signed(imageUrl(this.options.baseUrl, 'avatar', name)),
      followers_count: () => account.followers(now),
      follows_count: () => account.following,
      media_count: () => account.postCount(now),
      media: () => this.media(name, account, field),
    };
  }

  /** Without media the edge is left out; without a further page, the cursor. */
  private media(name: string, account: SimulatedAccount, field: AskedField): Record<string, unknown> | undefined {
    const { posts, after } = this.page({ name, account }, field.modifiers.get('limit'), field.modifiers.get('after'));
    if (posts.length === 0) return undefined;
    const data = posts.map((post) => this.select('IGMedia', field.fields, () => this.medium(name, post)));
    return { data, paging: { cursors: after === null ? {} : { after } } };
  }

  /** Newest first; the cursor where there are more. */
  page(
    { name, account }: Pick<Holder, 'name' | 'account'>,
    size: string | undefined,
    after: string | undefined,
  ): { posts: SimulatedPost[]; after: string | null } {
    this.directory.readPosts(name);
    const now = this.options.now();
    const limit = Math.min(LARGEST_PAGE, Number(size ?? DEFAULT_PAGE));
    const from = after === undefined ? account.postCount(now) : indexOf(after);
    if (from === null || !Number.isInteger(limit) || limit < 1) throw wrongParameter('(#100) Invalid parameter');
    const first = Math.min(from, account.postCount(now)) - 1;
    const indexes = Array.from({ length: Math.max(0, Math.min(limit, first + 1)) }, (_, offset) => first - offset);
    const rest = first + 1 - indexes.length;
    return { posts: indexes.map((index) => account.post(index, now)), after: rest > 0 ? cursorOf(rest) : null };
  }

  /** Addresses within the next answers are signed anew. */
  nextAnswer(): void {
    this.answers += 1;
  }

  medium(name: string, post: SimulatedPost): Resource {
    const roll = chance(`${post.seed}:kind`);
    const reel = roll < 0.45;
    const video = roll < 0.52;
    const picture = imageUrl(this.options.baseUrl, 'photo', post.seed);
    const shortcode = `C${Buffer.from(hash(post.seed), 'hex').toString('base64url').slice(0, 10)}`;
    const hidden = chance(`${post.seed}:hidelikes`) < 0.06;
    return {
      id: () => mediumId(name, post.index),
      caption: () => (chance(`${post.seed}:wordless`) < 0.05 ? undefined : post.caption),
      media_type: () => (video ? 'VIDEO' : roll < 0.8 ? 'IMAGE' : 'CAROUSEL_ALBUM'),
      media_product_type: () => (reel ? 'REELS' : 'FEED'),
      media_url: () => this.mediaUrl(video, post, picture),
      thumbnail_url: () => (video ? this.signed(picture) : undefined),
      permalink: () => `https://www.instagram.com/${reel ? 'reel' : 'p'}/${shortcode}/`,
      timestamp: () => timestamp(post.publishedAt),
      like_count: () => (hidden ? undefined : post.likes),
      comments_count: () => post.comments,
      view_count: () => (reel && !hidden ? post.views : undefined),
    };
  }

  /** Videos with licensed music have none. */
  private mediaUrl(video: boolean, post: SimulatedPost, picture: string): string | undefined {
    if (!video) return this.signed(picture);
    const file = `${this.options.baseUrl}/__video/${hash(post.seed).slice(0, 16)}.mp4`;
    return chance(`${post.seed}:music`) < 0.3 ? undefined : this.signed(file);
  }

  /** Another signature in every answer. */
  private signed(url: string): string {
    const end = Math.floor(this.options.now().getTime() / 1_000) + SIGNED_SECONDS;
    return `${url}?ccb=1-7&oh=00_${hash(`${url}:${this.answers}`).slice(0, 32)}&oe=${end.toString(16).toUpperCase()}`;
  }
}

const ID_FIELD: AskedField = { name: 'id', modifiers: new Map(), fields: [] };
