/** What the fake network says about its channels and videos, in Helix' form. */
import type { SimulatorOptions } from '../../contract/simulator.js';
import { between, chance } from '../../simulation/dice.js';
import { Directory } from '../../simulation/directory.js';
import { imageUrl } from '../../simulation/images.js';
import type { SimulatedAccount, SimulatedPost } from '../../simulation/simulated-account.js';
import { idOf, loginOf, readVideoId, videoIdOf } from './twitch.identities.js';
import { isLogin } from './twitch.urls.js';

const PLATFORM = 'twitch';

export interface Channel {
  readonly id: string;
  readonly login: string;
  readonly account: SimulatedAccount;
}

export class SimulatedTwitch {
  private readonly directory = new Directory();

  constructor(private readonly options: SimulatorOptions) {}

  /** What a reading by name finds. */
  lookUp(login: string): Channel | null {
    const holder = isLogin(login) ? this.directory.readByHandle(login.toLowerCase()) : null;
    return holder === null ? null : this.channel(idOf(holder));
  }

  /** What a reading by id finds. */
  read(id: string): Channel | null {
    const name = loginOf(id);
    if (name !== null) this.directory.readById(name);
    return this.channel(id);
  }

  /** Banned, closed, unknown: they are left out alike. */
  channel(id: string): Channel | null {
    const name = loginOf(id);
    const login = name && this.directory.handleOf(name);
    if (name === null || !login || this.directory.absenceOf(name)) return null;
    return { id, login, account: this.directory.account(PLATFORM, name) };
  }

  userObject({ id, login, account }: Channel): Record<string, unknown> {
    const { name } = account;
    const roll = chance(`${name}:partner`);
    return {
      id,
      login,
      display_name: account.displayName,
      type: '',
      broadcaster_type: roll < 0.3 ? 'partner' : roll < 0.7 ? 'affiliate' : '',
      description: account.bio,
      profile_image_url: imageUrl(this.options.baseUrl, 'avatar', name),
      offline_image_url: imageUrl(this.options.baseUrl, 'photo', `${name}-banner`),
      view_count: between(`${name}:views`, 0, 9_000_000),
      created_at: account.createdAt.toISOString().replace('.000Z', 'Z'),
    };
  }

  followers({ account }: Channel): number {
    return account.followers(this.options.now());
  }

  /** Newest first, from a place in the list downwards, and the place where the next page begins. */
  videos(channel: Channel, size: number, before: number): { data: Record<string, unknown>[]; next: number } {
    const now = this.options.now();
    this.directory.readPosts(channel.account.name);
    const first = Math.min(before, channel.account.postCount(now)) - 1;
    const places = Array.from({ length: Math.max(0, Math.min(size, first + 1)) }, (_, offset) => first - offset);
    const data = places.map((place) => this.video(channel, channel.account.post(place, now)));
    return { data, next: first + 1 - places.length };
  }

  /** A video by its id; null where it is gone. */
  videoById(id: string): Record<string, unknown> | null {
    const read = readVideoId(id);
    const channel = read && this.channel(read.userId);
    const post = channel && channel.account.find(read.index, this.options.now());
    return post && this.video(channel, post);
  }

  private video({ id: userId, login, account }: Channel, post: SimulatedPost): Record<string, unknown> {
    const id = videoIdOf(userId, post.index);
    const at = post.publishedAt.toISOString().replace('.000Z', 'Z');
    const roll = chance(`${post.seed}:type`);
    const seconds = between(`${post.seed}:length`, 40, 18_000);
    const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
    return {
      id,
      stream_id: roll < 0.6 ? id.slice(-9) : null,
      user_id: userId,
      user_login: login,
      user_name: account.displayName,
      title: post.caption,
      description: '',
      created_at: at,
      published_at: at,
      url: `https://www.twitch.tv/videos/${id}`,
      thumbnail_url: imageUrl(this.options.baseUrl, 'photo', post.seed),
      viewable: 'public',
      view_count: post.views,
      language: 'en',
      type: roll < 0.6 ? 'archive' : roll < 0.8 ? 'highlight' : 'upload',
      duration: `${hours > 0 ? `${hours}h` : ''}${hours + minutes > 0 ? `${minutes}m` : ''}${seconds % 60}s`,
      muted_segments: null,
    };
  }
}
