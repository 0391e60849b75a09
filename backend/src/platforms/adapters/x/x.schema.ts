/**
 * The wire form of the API v2, as far as it is read. Unknown keys are let through untouched; counts are read leniently. Some
 * names have two spellings: the older `tweet` and the newer `post` (renamed in the published description of 2026-08-07).
 */
import { z } from 'zod';

const count = z.unknown().optional();
const text = z.string().nullish();

export const userSchema = z.object({
  id: z.string().regex(/^\d{1,19}$/),
  username: z.string(),
  name: text,
  description: text,
  created_at: text,
  protected: z.boolean().nullish(),
  verified: z.boolean().nullish(),
  verified_type: text,
  profile_image_url: text,
  profile_banner_url: text,
  public_metrics: z
    .object({ followers_count: count, following_count: count, tweet_count: count, post_count: count })
    .nullish(),
});

const references = z.array(z.object({ type: z.string() })).nullish();
const note = z.object({ text }).nullish();

export const postSchema = z.object({
  id: z.string().regex(/^\d{1,19}$/),
  text,
  created_at: text,
  lang: text,
  in_reply_to_user_id: text,
  referenced_tweets: references,
  referenced_posts: references,
  note_tweet: note,
  note_post: note,
  attachments: z.object({ media_keys: z.array(z.string()).nullish() }).nullish(),
  public_metrics: z
    .object({
      retweet_count: count,
      repost_count: count,
      reply_count: count,
      like_count: count,
      quote_count: count,
      bookmark_count: count,
      impression_count: count,
    })
    .nullish(),
});
export type WirePost = z.infer<typeof postSchema>;

export const mediaSchema = z.object({
  media_key: z.string(),
  type: z.string(),
  url: text,
  preview_image_url: text,
  duration_ms: count,
});
export type WireMedia = z.infer<typeof mediaSchema>;

/** What concerns one thing that was asked for, beside whatever else was found. */
const problemSchema = z.object({
  type: text,
  title: text,
  detail: text,
  value: text,
  resource_id: text,
});
export type WireProblem = z.infer<typeof problemSchema>;

/** Entries are checked one by one, so that one odd entry does not spoil the others. Nothing found is no `data` at all. */
export const listSchema = z.object({
  data: z.array(z.unknown()).nullish(),
  errors: z.array(problemSchema).nullish(),
  includes: z.object({ media: z.array(z.unknown()).nullish() }).nullish(),
  meta: z.object({ next_token: text }).nullish(),
});
export type WireList = z.infer<typeof listSchema>;

export const oneSchema = z.object({ data: z.unknown().optional(), errors: z.array(problemSchema).nullish() });

/** Either of two families: a problem object, or the older list of numbered errors; some answers wrap one in the other. */
export const errorSchema = z.object({
  type: text,
  title: text,
  detail: text,
  errors: z
    .array(
      z.object({
        code: z.number().nullish(),
        type: text,
        title: text,
        detail: text,
        parameters: z.record(z.string(), z.unknown()).nullish(),
      }),
    )
    .nullish(),
});

/** What only a refusal of the whole call looks like. */
export const problemStatusSchema = z.object({ title: z.string(), status: z.number().int().min(400).max(599) });
