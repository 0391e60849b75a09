/** What the fake network says about its channels and videos, in the Data API's form. */
import type { SimulatorOptions } from '../../contract/simulator.js';
import { between, chance } from '../../simulation/dice.js';
import { Directory } from '../../simulation/directory.js';
import { imageUrl } from '../../simulation/images.js';
import { SimulatedAccount } from '../../simulation/simulated-account.js';
import { ChannelIdentities } from './youtube.identities.js';

const PLATFORM = 'youtube';

/** As YouTube does: three significant figures, rounded down. */
function roundedDown(count: number): number {
  const step = 10 ** Math.max(0, String(count).length - 3);
  return Math.floor(count / step) * step;
}

export interface Channel {
  readonly id: string;
  /** The handle it began with: everything about it follows from that. */
  readonly name: string;
  readonly handle: string;
  readonly account: SimulatedAccount;
}

export class SimulatedYoutube {
  readonly identities = new ChannelIdentities();
  private readonly directory = new Directory();

  constructor(private readonly options: SimulatorOptions) {}

  /** What a reading by handle finds: the id of the channel that goes by it now. */
  lookUp(rawHandle: string): string | null {
    const asked = this.identities.channelOf(rawHandle);
    const name = asked && this.identities.nameOf(asked);
    const holder = name && this.directory.readByHandle(name);
    return holder ? this.identities.channelOf(holder) : null;
  }

  /** What a reading by id finds. */
  read(id: string): Channel | null {
    const name = this.identities.nameOf(id);
    if (name !== null) this.directory.readById(name);
    return this.channel(id);
  }

  /** A channel and whose posts are listed; null for what the network does not show. */
  channel(id: string): Channel | null {
    const name = this.identities.nameOf(id);
    const handle = name && this.directory.handleOf(name);
    // Private, closed, terminated: the Data API leaves them out like those that never were.
    if (name === null || !handle || this.directory.absenceOf(name)) return null;
    return { id, name, handle, account: new SimulatedAccount(PLATFORM, name) };
  }

  uploadsOf(id: string): Channel | null {
    const channel = this.channel(id);
    if (channel) this.directory.readPosts(channel.name);
    return channel;
  }

  channelResource({ id, name, handle, account }: Channel): Record<string, unknown> {
    const now = this.options.now();
    const count = account.postCount(now);
    const views = count * Math.floor(account.followers(now) * 0.4);
    const hidden = chance(`${name}:hidden`) < 0.06;
    const country = account.country;
    return {
      kind: 'youtube#channel',
      id,
      snippet: {
        title: account.displayName,
        description: account.bio,
        customUrl: `@${handle}`,
        publishedAt: account.createdAt.toISOString(),
        thumbnails: this.thumbnails('avatar', name),
        ...(country ? { country } : {}),
      },
      contentDetails: { relatedPlaylists: { likes: '', uploads: `UU${id.slice(2)}` } },
      statistics: {
        viewCount: String(views),
        ...(hidden ? {} : { subscriberCount: String(roundedDown(account.followers(now))) }),
        hiddenSubscriberCount: hidden,
        videoCount: String(count),
      },
      brandingSettings: { image: { bannerExternalUrl: imageUrl(this.options.baseUrl, 'photo', `${name}-banner`) } },
    };
  }

  playlistItem(channel: Channel, index: number): Record<string, unknown> {
    const post = channel.account.post(index, this.options.now());
    const videoId = this.identities.videoOf(channel.id, index);
    const publishedAt = post.publishedAt.toISOString();
    return {
      kind: 'youtube#playlistItem',
      snippet: {
        publishedAt,
        channelId: channel.id,
        title: post.caption,
        resourceId: { kind: 'youtube#video', videoId },
      },
      contentDetails: { videoId, videoPublishedAt: publishedAt },
      status: { privacyStatus: 'public' },
    };
  }

  /** Null for ids that are no video of a known channel. */
  videoResource(videoId: string): Record<string, unknown> | null {
    const found = this.identities.readVideo(videoId);
    const channel = found && this.channel(found.channelId);
    if (!channel || found.index >= channel.account.postCount(this.options.now())) return null;
    const post = channel.account.post(found.index, this.options.now());
    const short = chance(`${post.seed}:short`) < 0.35;
    const seconds = short ? between(`${post.seed}:length`, 12, 178) : between(`${post.seed}:length`, 190, 2_700);
    return {
      kind: 'youtube#video',
      id: videoId,
      snippet: {
        publishedAt: post.publishedAt.toISOString(),
        channelId: channel.id,
        title: post.caption,
        description: `${post.caption}\n\nNew videos every week.`,
        thumbnails: this.thumbnails('photo', post.seed),
        channelTitle: channel.account.displayName,
        defaultAudioLanguage: 'en',
      },
      contentDetails: { duration: `PT${Math.floor(seconds / 60)}M${seconds % 60}S` },
      status: { privacyStatus: 'public' },
      statistics: this.videoStatistics(post),
      player: short ? { embedWidth: '405', embedHeight: '720' } : { embedWidth: '1280', embedHeight: '720' },
    };
  }

  /** Some owners hide likes, some switch comments off: then the keys are missing. */
  private videoStatistics(post: {
    seed: string;
    views: number;
    likes: number;
    comments: number;
  }): Record<string, string> {
    return {
      viewCount: String(post.views),
      ...(chance(`${post.seed}:hidelikes`) < 0.05 ? {} : { likeCount: String(post.likes) }),
      favoriteCount: '0',
      ...(chance(`${post.seed}:nocomments`) < 0.05 ? {} : { commentCount: String(post.comments) }),
    };
  }

  private thumbnails(kind: 'avatar' | 'photo', seed: string): Record<string, unknown> {
    const url = imageUrl(this.options.baseUrl, kind, seed);
    return {
      default: { url, width: 120, height: 90 },
      medium: { url, width: 320, height: 180 },
      high: { url, width: 480, height: 360 },
    };
  }
}
