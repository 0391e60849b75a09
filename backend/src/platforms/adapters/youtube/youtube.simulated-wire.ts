/** What the fake network says about its channels and videos, in the Data API's form. */
import type { SimulatorOptions } from '../../contract/simulator.js';
import { between, chance } from '../../simulation/dice.js';
import { Directory } from '../../simulation/directory.js';
import { imageUrl } from '../../simulation/images.js';
import type { SimulatedAccount, SimulatedPost } from '../../simulation/simulated-account.js';
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

/** Whose signed-in owner has no channel. */
const WITHOUT_CHANNEL = /^nochannel/;

/** What only the owner sees in the list of uploads, by the place behind all that others see. */
const UNSEEN = ['private', 'unlisted'] as const;
const UNSEEN_FROM = 0x80_0000;

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
    this.identities.meet(id);
    return this.channel(id);
  }

  /** The first name of the account that goes by this handle, without this being a reading. */
  holderOf(rawHandle: string): string | null {
    const asked = this.identities.channelOf(rawHandle);
    const name = asked && this.identities.nameOf(asked);
    return name && this.directory.holderOf(name);
  }

  /** A reading by the account's owner: what is wrong with the account, or its channel; null where it has none. */
  readOwn(name: string): Channel | 'deleted' | 'suspended' | null {
    this.directory.readById(name);
    const absence = this.directory.absenceOf(name);
    if (absence === 'deleted' || absence === 'suspended') return absence;
    const id = this.identities.channelOf(name);
    return id === null || WITHOUT_CHANNEL.test(name) ? null : this.channel(id, name);
  }

  /** A channel and whose posts are listed; null for what the network does not show to this visitor. */
  channel(id: string, owner: string | null = null): Channel | null {
    const name = this.identities.nameOf(id);
    const handle = name && this.directory.handleOf(name);
    const absence = name && this.directory.absenceOf(name);
    // Private, closed, terminated: the Data API leaves them out like those that never were.
    if (name === null || !handle || (absence && !(absence === 'private' && owner === name))) return null;
    return { id, name, handle, account: this.directory.account(PLATFORM, name) };
  }

  uploadsOf(id: string, owner: string | null): Channel | null {
    const channel = this.channel(id, owner);
    if (channel) this.directory.readPosts(channel.name);
    return channel;
  }

  channelResource({ id, name, handle, account }: Channel, owner: string | null): Record<string, unknown> {
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
        ...(hidden && owner !== name ? {} : { subscriberCount: String(roundedDown(account.followers(now))) }),
        hiddenSubscriberCount: hidden,
        videoCount: String(count),
      },
      brandingSettings: { image: { bannerExternalUrl: imageUrl(this.options.baseUrl, 'photo', `${name}-banner`) } },
    };
  }

  playlistItem(channel: Channel, index: number): Record<string, unknown> {
    const post = channel.account.post(index, this.options.now());
    const videoId = this.identities.videoOf(channel.id, post.index);
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

  /** Uploads that others do not see, as they stand in the list. */
  unseenItems({ id, name }: Channel): Record<string, unknown>[] {
    return UNSEEN.map((privacyStatus, place) => {
      const videoId = this.identities.videoOf(id, UNSEEN_FROM + place);
      const publishedAt = new Date(this.options.now().getTime() - 3_600_000).toISOString();
      return {
        kind: 'youtube#playlistItem',
        snippet: { publishedAt, channelId: id, title: `${privacyStatus} ${name}`, resourceId: { videoId } },
        contentDetails: { videoId, videoPublishedAt: publishedAt },
        status: { privacyStatus },
      };
    });
  }

  /** Views and shares as the owner's reports count them, which are some days behind; null for videos that are not theirs. */
  reported(videoId: string, owner: string, until: Date): { views: number; shares: number } | null {
    const found = this.identities.readVideo(videoId);
    const channel = found && this.channel(found.channelId, owner);
    const post = found && channel?.name === owner ? channel.account.find(found.index, until) : null;
    return post === null || post.publishedAt > until ? null : { views: post.views, shares: post.shares };
  }

  /** Null for ids that are no video of a known channel. */
  videoResource(videoId: string, owner: string | null): Record<string, unknown> | null {
    const found = this.video(videoId, owner);
    if (!found) return null;
    const { channel, post } = found;
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

  /** The same video's counts alone. */
  videoStats(videoId: string, owner: string | null): Record<string, unknown> | null {
    const found = this.video(videoId, owner);
    return found && { kind: 'youtube#videoStats', id: videoId, statistics: this.videoStatistics(found.post) };
  }

  private video(videoId: string, owner: string | null): { channel: Channel; post: SimulatedPost } | null {
    const found = this.identities.readVideo(videoId);
    const channel = found && this.channel(found.channelId, owner);
    const post = channel && channel.account.find(found.index, this.options.now());
    return post && { channel, post };
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
