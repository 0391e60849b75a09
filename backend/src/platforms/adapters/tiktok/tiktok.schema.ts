/**
 * The wire form of the Display API v2, as far as it is read. Unknown keys are let through untouched; counts are read
 * leniently. What was not asked for is left out; what an account has not set comes as an empty text or 0.
 */
import { z } from 'zod';

const count = z.unknown().optional();
const text = z.string().nullish();

/** The same around every answer: all is well if the code is `ok`. */
export const envelopeSchema = z.object({ data: z.unknown().optional(), error: z.object({ code: z.unknown() }) });

export const userAnswerSchema = z.object({ user: z.unknown() });

export const userSchema = z.object({
  open_id: z.string(),
  display_name: text,
  avatar_url: text,
  avatar_large_url: text,
  username: text,
  bio_description: text,
  profile_deep_link: text,
  is_verified: z.boolean().nullish(),
  follower_count: count,
  following_count: count,
  video_count: count,
});
export type WireUser = z.infer<typeof userSchema>;

/** Videos are checked one by one. A cursor is there even where nothing follows. */
export const videosSchema = z.object({
  videos: z.array(z.unknown()).nullish(),
  cursor: z.union([z.number(), z.string()]).nullish(),
  has_more: z.boolean().nullish(),
});
export type WireVideos = z.infer<typeof videosSchema>;

export const videoSchema = z.object({
  id: z.string(),
  create_time: z.unknown().optional(),
  title: text,
  video_description: text,
  duration: count,
  cover_image_url: text,
  share_url: text,
  embed_link: text,
  view_count: count,
  like_count: count,
  comment_count: count,
  share_count: count,
});
export type WireVideo = z.infer<typeof videoSchema>;
