/** What the fake network says about its accounts and their videos, in the Display API's form. */
import { createHash } from 'node:crypto';
import type { SimulatorOptions } from '../../contract/simulator.js';
import { between, chance } from '../../simulation/dice.js';
import { Directory } from '../../simulation/directory.js';
import { imageUrl } from '../../simulation/images.js';
import type { SimulatedPost } from '../../simulation/simulated-account.js';
import { isUsername } from './tiktok.urls.js';

const PLATFORM = 'tiktok';
const COVER_SECONDS = 6 * 3_600;
const AVATAR_SECONDS = 2 * 86_400;

const hash = (seed: string): string => createHash('sha256').update(seed).digest('hex');
const digits = (seed: string, length: number): string =>
  String(BigInt(`0x${hash(seed)}`) % 10n ** BigInt(length)).padStart(length, '0');
const videoIdOf = (name: string, index: number): string => `7${digits(`${name}:${index}`, 18)}`;
type Fields = Readonly<Record<string, unknown>>;

export interface VideoPage {
  readonly videos: readonly Fields[];
  readonly cursor: number;
  readonly has_more: boolean;
}

export class SimulatedTiktok {
  private readonly directory = new Directory();
  private answers = 0;

  constructor(private readonly options: SimulatorOptions) {}

  /** The account that signs in under this handle; null where no handle is written so. */
  nameOf(handle: string): string | null {
    const lower = handle.toLowerCase();
    return isUsername(lower) ? this.directory.holderOf(lower) : null;
  }

  /** How the account is called for the one app; the real ones begin so, too. */
  openIdOf(name: string): string {
    return `-000${Buffer.from(hash(name), 'hex').toString('base64url').replaceAll(/[-_]/g, 'x').slice(0, 32)}`;
  }

  /** Everything that can be asked about the account; null where it is gone, which ends its tokens. */
  user(name: string): Fields | null {
    const handle = this.directory.readById(name);
    if (handle === null || this.isGone(name)) return null;
    const account = this.directory.account(PLATFORM, name);
    const now = this.options.now();
    const avatar = this.signed(imageUrl(this.options.baseUrl, 'avatar', name), AVATAR_SECONDS);
    return {
      open_id: this.openIdOf(name),
      union_id: hash(`${name}:union`).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
      avatar_url: avatar,
      avatar_url_100: avatar,
      avatar_large_url: avatar,
      display_name: account.displayName,
      username: handle,
      bio_description: account.bio,
      profile_deep_link: `https://vm.tiktok.com/ZS${hash(name).slice(0, 7)}/`,
      is_verified: chance(`${name}:verified`) < 0.2,
      follower_count: account.followers(now),
      following_count: account.following,
      likes_count: Math.floor(account.followers(now) * 3),
      video_count: this.hidesVideos(name) ? 0 : account.postCount(now),
    };
  }

  /** Videos published before the moment, newest first; null where the account is gone. */
  videos(name: string, before: number | null, most: number): VideoPage | null {
    const handle = this.directory.handleOf(name);
    if (handle === null || this.isGone(name)) return null;
    this.directory.readPosts(name);
    const account = this.directory.account(PLATFORM, name);
    const count = this.hidesVideos(name)
      ? 0
      : account.countBefore(before ?? Number.POSITIVE_INFINITY, this.options.now());
    const indexes = Array.from({ length: Math.min(most, count) }, (_, offset) => count - 1 - offset);
    const posts = indexes.map((index) => account.post(index, this.options.now()));
    return {
      videos: posts.map((post) => this.video(name, handle, post)),
      cursor: posts.at(-1)?.publishedAt.getTime() ?? 0,
      has_more: count > indexes.length,
    };
  }

  /** The account's own videos of these ids; null where the account is gone. */
  videosOf(name: string, ids: readonly string[]): readonly Fields[] | null {
    const handle = this.directory.handleOf(name);
    if (handle === null || this.isGone(name)) return null;
    const account = this.directory.account(PLATFORM, name);
    const now = this.options.now();
    const places = this.hidesVideos(name) ? 0 : account.postCount(now);
    const shown = Array.from({ length: places }, (_, place) => account.indexAt(place));
    return shown
      .filter((index) => ids.includes(videoIdOf(name, index)))
      .map((index) => account.find(index, now))
      .filter((post) => post !== null)
      .map((post) => this.video(name, handle, post));
  }

  /** Videos of private accounts are shown to friends alone, and the API lists public ones. */
  private hidesVideos(name: string): boolean {
    return this.directory.absenceOf(name) === 'private';
  }

  private isGone(name: string): boolean {
    const absence = this.directory.absenceOf(name);
    return absence !== null && absence !== 'private';
  }

  private video(name: string, handle: string, post: SimulatedPost): Fields {
    const id = videoIdOf(name, post.index);
    const section = chance(`${post.seed}:photo`) < 0.1 ? 'photo' : 'video';
    const marks = 'utm_campaign=tt4d_open_api&utm_source=simulated';
    return {
      id,
      create_time: Math.floor(post.publishedAt.getTime() / 1_000),
      cover_image_url: this.signed(imageUrl(this.options.baseUrl, 'photo', post.seed), COVER_SECONDS),
      share_url: `https://www.tiktok.com/@${handle}/${section}/${id}?${marks}`,
      title: chance(`${post.seed}:wordless`) < 0.05 ? '' : post.caption,
      video_description: chance(`${post.seed}:wordless`) < 0.05 ? '' : post.caption,
      duration: section === 'photo' ? 0 : between(`${post.seed}:duration`, 6, 240),
      height: 1_024,
      width: 576,
      embed_html: '',
      embed_link: `https://www.tiktok.com/static/profile-video?id=${id}&hide_author=1&${marks}`,
      like_count: post.likes,
      comment_count: post.comments,
      share_count: post.shares,
      view_count: post.views,
    };
  }

  /** Another signature in every answer. */
  private signed(url: string, seconds: number): string {
    this.answers += 1;
    const end = Math.floor(this.options.now().getTime() / 1_000) + seconds;
    return `${url}?x-expires=${end}&x-signature=${encodeURIComponent(hash(`${url}:${this.answers}`).slice(0, 27))}%3D`;
  }
}
