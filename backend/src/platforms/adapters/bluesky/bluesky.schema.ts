/** The wire form of the public AppView, as far as it is read. Unknown keys are let through untouched; counts are read leniently. */
import { z } from 'zod';

const count = z.unknown().optional();

const authorSchema = z.object({ did: z.string(), handle: z.string() });

export const profileSchema = z.object({
  did: z.string().startsWith('did:'),
  handle: z.string(),
  displayName: z.string().nullish(),
  description: z.string().nullish(),
  avatar: z.string().nullish(),
  banner: z.string().nullish(),
  followersCount: count,
  followsCount: count,
  postsCount: count,
  createdAt: z.string().nullish(),
  verification: z
    .object({ verifiedStatus: z.string().nullish(), trustedVerifierStatus: z.string().nullish() })
    .nullish(),
});
export type WireProfile = z.infer<typeof profileSchema>;

/** Entries are checked one by one, so that one odd account does not spoil the others. */
export const profilesSchema = z.object({ profiles: z.array(z.unknown()) });

const image = z.object({ thumb: z.string().nullish(), thumbnail: z.string().nullish() });
const media = {
  $type: z.string(),
  images: z.array(image).nullish(),
  items: z.array(image).nullish(),
  thumbnail: z.string().nullish(),
  external: z.object({ thumb: z.string().nullish() }).nullish(),
};
const mediaSchema = z.object(media);
export const embedSchema = z.object({ ...media, media: mediaSchema.nullish() });
export type WireMedia = z.infer<typeof mediaSchema>;

const reference = z.object({ uri: z.string() });

export const postSchema = z.object({
  uri: z.string(),
  author: authorSchema,
  record: z.object({
    text: z.string().nullish(),
    createdAt: z.string().nullish(),
    langs: z.array(z.string()).nullish(),
    reply: z.object({ parent: reference, root: reference }).nullish(),
  }),
  embed: z.unknown().optional(),
  replyCount: count,
  repostCount: count,
  likeCount: count,
  quoteCount: count,
  bookmarkCount: count,
  indexedAt: z.string(),
});
export type WirePost = z.infer<typeof postSchema>;

/** Entries are checked one by one; of a post that is asked for by its id, the figures are read alone. */
export const postsSchema = z.object({ posts: z.array(z.unknown()) });

export const feedItemSchema = z.object({
  post: postSchema,
  reply: z.object({ grandparentAuthor: z.object({ did: z.string() }).nullish() }).nullish(),
  reason: z.object({ $type: z.string() }).nullish(),
});
export type WireFeedItem = z.infer<typeof feedItemSchema>;

export const feedSchema = z.object({ cursor: z.string().nullish(), feed: z.array(feedItemSchema) });

export const errorSchema = z.object({ error: z.string(), message: z.string().nullish() });
