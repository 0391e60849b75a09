/**
 * The calls that are made to the Data API v3: with the app's key for what is public, with a talent's token for their own. Either
 * travels as a header, so that it never stands in a URL or a log.
 */
import type { Clock } from '../../../core/clock.js';
import type { Consent, FetchContext } from '../../contract/fetcher.js';
import { readShape } from '../../wire/read-values.js';
import type { WireClient } from '../../wire/wire-client.js';
import { isProblem, youtubeProblem } from './youtube.errors.js';
import { listSchema, type WireList } from './youtube.schema.js';

const CHANNELS = '/channels';
const PLAYLIST_ITEMS = '/playlistItems';
const VIDEOS = '/videos';
const STATS = '/videos:batchGetStats';
export const YOUTUBE_ENDPOINTS = [CHANNELS, PLAYLIST_ITEMS, VIDEOS, STATS] as const;

export const YOUTUBE_KEY = 'YOUTUBE_API_KEY';

/** Most ids in one `channels.list` or `videos.list`, and most items on a page (reference pages, read 2026-06). */
export const IDS_PER_CALL = 50;

/** Every list call costs one unit of one daily bucket that the whole Google Cloud project shares. */
export const ENDPOINT_CLASS = 'units';
/** Statistics by video have a daily bucket of their own (quota page, since 2026-06-03). */
export const STATS_CLASS = 'stats';

const CHANNEL_PARTS = 'id,snippet,contentDetails,statistics,brandingSettings';
/** With `maxHeight`, the `player` part tells a video's shape, the nearest thing to "this is a Short" that there is. */
const VIDEO_PARTS = 'id,snippet,contentDetails,statistics,status,player';

export type ChannelFilter = readonly ['id' | 'forHandle' | 'forUsername', string] | readonly ['mine', 'true'];

/** The channel that a token acts as. */
export const OWN_CHANNELS: ChannelFilter = ['mine', 'true'];

/** By whose right: the talent's where there is consent. */
export type Asking = Pick<FetchContext, 'credential' | 'call' | 'signal'> & {
  readonly consent: Pick<Consent, 'bearer'> | null;
};

interface Manner {
  readonly endpointClass?: string;
  /** A refusal that means: nothing there. */
  readonly emptyReason?: string;
}

export class YoutubeClient {
  constructor(
    private readonly wire: WireClient,
    private readonly clock: Clock,
  ) {}

  listChannels(filter: ChannelFilter, asking: Asking, parts = CHANNEL_PARTS): Promise<WireList> {
    return this.get(CHANNELS, [['part', parts], [...filter], ['maxResults', String(IDS_PER_CALL)]], asking);
  }

  /** A channel that never uploaded has no such playlist; that is an empty list, not an error. */
  listUploads(playlistId: string, cursor: string | null, asking: Asking): Promise<WireList> {
    const query: [string, string][] = [
      ['part', 'contentDetails,snippet,status'],
      ['playlistId', playlistId],
      ['maxResults', String(IDS_PER_CALL)],
    ];
    if (cursor !== null) query.push(['pageToken', cursor]);
    return this.get(PLAYLIST_ITEMS, query, asking, { emptyReason: 'playlistNotFound' });
  }

  /** Unknown, private and deleted ids are silently missing. */
  listVideos(ids: readonly string[], asking: Asking): Promise<WireList> {
    const query: [string, string][] = [
      ['part', VIDEO_PARTS],
      ['id', ids.join(',')],
      ['maxHeight', '720'],
    ];
    return this.get(VIDEOS, query, asking);
  }

  /** Latest counts, from a bucket that nothing else draws on. Unknown, private and deleted ids are missing. */
  listStats(ids: readonly string[], asking: Asking): Promise<WireList> {
    const query: [string, string][] = [
      ['part', 'id,statistics'],
      ['id', ids.join(',')],
    ];
    return this.get(STATS, query, asking, { endpointClass: STATS_CLASS });
  }

  private get(path: string, query: [string, string][], asking: Asking, manner: Manner = {}): Promise<WireList> {
    const { call, consent, credential, signal } = asking;
    const { endpointClass = ENDPOINT_CLASS, emptyReason } = manner;
    const answered = async (headers: Readonly<Record<string, string>>): Promise<WireList> => {
      const answer = await this.wire.get({ path, query, headers, signal });
      if (answer.status === 200 && !isProblem(answer)) return readShape(listSchema, answer.body, path);
      const { error, reason } = youtubeProblem(answer, path, this.clock.now());
      if (reason !== '' && reason === emptyReason) return { items: [] };
      throw error;
    };
    const ask = (proof: () => Readonly<Record<string, string>>) => call(endpointClass, () => answered(proof()));
    return consent
      ? consent.bearer((token) => ask(() => ({ authorization: `Bearer ${token}` })))
      : ask(() => ({ 'x-goog-api-key': credential.secret(YOUTUBE_KEY) }));
  }
}
