/** What may be asked for with what was granted. A field without its scope fails the whole call. */
import type { ScopeFacts } from '../../contract/descriptor.js';

const BASIC = 'user.info.basic';
export const PROFILE = 'user.info.profile';
export const STATS = 'user.info.stats';
export const VIDEOS = 'video.list';

export const TIKTOK_SCOPES: readonly ScopeFacts[] = [
  { name: BASIC, required: true, reads: ['profile'] },
  { name: PROFILE, required: false, reads: ['profile'] },
  { name: STATS, required: false, reads: ['followers'] },
  { name: VIDEOS, required: false, reads: ['posts', 'post-metrics'] },
];

/** Scopes overview, and the move of names and biographies out of the basic scope on 2024-02-29. */
const USER_FIELDS: Readonly<Record<string, string>> = {
  [BASIC]: 'open_id,display_name,avatar_url,avatar_large_url',
  [PROFILE]: 'username,bio_description,profile_deep_link,is_verified',
  [STATS]: 'follower_count,following_count,video_count',
};

export const userFields = (granted: readonly string[]): string =>
  Object.entries(USER_FIELDS)
    .filter(([scope]) => scope === BASIC || granted.includes(scope))
    .map(([, fields]) => fields)
    .join(',');

/** Enough to tell how a known video does. */
export const FIGURE_FIELDS = 'id,view_count,like_count,comment_count,share_count';

export const VIDEO_FIELDS =
  'id,create_time,title,video_description,duration,cover_image_url,share_url,embed_link,view_count,like_count,comment_count,share_count';
