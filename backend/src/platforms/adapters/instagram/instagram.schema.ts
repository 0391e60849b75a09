/**
 * The wire form of accounts and their media, as far as it is read: others' by Business Discovery, a talent's own by consent.
 * Unknown keys are let through untouched; counts are read leniently.
 */
import { z } from 'zod';

const count = z.unknown().optional();
const text = z.string().nullish();

/** Strings as documented; bare numbers have been seen, and arrive here with every digit. */
const id = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,30}$/));

/**
 * Four kinds of numbers are called id around an account; they are never compared with each other:
 * - this one, `17841…`: the professional account. Business Discovery answers it as `business_discovery.id`, `/me` with
 *   the talent's consent as `user_id`. It is stable, the same for every app, and what is stored as the account's id.
 * - `id` of `/me`: the account as one app sees it. It comes with consent only, and is read by nobody; nor is the number
 *   that comes along with a token, of which nobody says which of these it is.
 * - `ig_id`: the account's older number. It is not asked for.
 * - `id` beside `business_discovery`: the agency's own account, on whose behalf the question was asked.
 */
const accountId = id.brand<'ProfessionalAccount'>();

/** An account without any media has no `media` at all. */
const mediaEdge = z.object({
  data: z.array(z.unknown()),
  paging: z.object({ cursors: z.object({ after: text }).nullish() }).nullish(),
});

/** Optional texts are missing where they are empty. */
export const accountSchema = z.object({
  id: accountId,
  username: z.string().optional(),
  name: text,
  biography: text,
  profile_picture_url: text,
  followers_count: count,
  follows_count: count,
  media_count: count,
  media: mediaEdge.nullish(),
});
export type WireAccount = z.infer<typeof accountSchema>;

export const discoverySchema = z.object({ business_discovery: accountSchema });

/** `/me`: the talent's own account. Its media are asked for apart. */
export const ownAccountSchema = accountSchema.omit({ id: true, media: true }).extend({
  user_id: accountId,
  account_type: text,
});
export type WireOwnAccount = z.infer<typeof ownAccountSchema>;

/** `/me/media`: here the address of the next page says whether there is one; it holds the token, and is never kept. */
export const ownMediaEdgeSchema = mediaEdge.extend({
  paging: z.object({ cursors: z.object({ after: text }).nullish(), next: text }).nullish(),
});
export type WireOwnMediaEdge = z.infer<typeof ownMediaEdgeSchema>;

/** One number each; of a lifetime they come as `values`, of newer metrics as `total_value`. */
export const insightsSchema = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      values: z.array(z.object({ value: count })).nullish(),
      total_value: z.object({ value: count }).nullish(),
    }),
  ),
});
export type WireInsights = z.infer<typeof insightsSchema>;

export const mediaSchema = z.object({
  id,
  caption: text,
  media_type: text,
  media_product_type: text,
  media_url: text,
  thumbnail_url: text,
  permalink: text,
  timestamp: text,
  like_count: count,
  comments_count: count,
  view_count: count,
  insights: insightsSchema.nullish(),
});
export type WireMedia = z.infer<typeof mediaSchema>;

export const errorSchema = z.object({
  error: z.object({
    code: z.number(),
    error_subcode: z.number().nullish(),
    is_transient: z.boolean().nullish(),
  }),
});

/** How the endpoint that takes codes refuses them: flat, and always with the same number. */
export const tokenRefusalSchema = z.object({ error_type: z.string(), error_message: text });
