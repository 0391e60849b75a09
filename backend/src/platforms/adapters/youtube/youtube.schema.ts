/** The wire form of the Data API v3, as far as it is read. Unknown keys are let through untouched; counts are read leniently. */
import { z } from 'zod';

const count = z.unknown().optional();
const text = z.string().nullish();

const thumbnail = z.object({ url: text }).nullish();
const thumbnails = z.object({ default: thumbnail, medium: thumbnail, high: thumbnail }).nullish();

/** Which items an answer holds; items are checked one by one. An unknown id is an empty or missing list, not an error. */
export const listSchema = z.object({ items: z.array(z.unknown()).nullish(), nextPageToken: text });
export type WireList = z.infer<typeof listSchema>;

export const channelSchema = z.object({
  id: z.string(),
  snippet: z
    .object({ title: text, description: text, customUrl: text, publishedAt: text, country: text, thumbnails })
    .nullish(),
  contentDetails: z.object({ relatedPlaylists: z.object({ uploads: text }).nullish() }).nullish(),
  statistics: z
    .object({
      viewCount: count,
      subscriberCount: count,
      hiddenSubscriberCount: z.boolean().nullish(),
      videoCount: count,
    })
    .nullish(),
  brandingSettings: z.object({ image: z.object({ bannerExternalUrl: text }).nullish() }).nullish(),
});

export type WireChannel = z.infer<typeof channelSchema>;

export const playlistItemSchema = z.object({
  snippet: z.object({ publishedAt: text, resourceId: z.object({ videoId: text }).nullish() }).nullish(),
  contentDetails: z.object({ videoId: text, videoPublishedAt: text }).nullish(),
  status: z.object({ privacyStatus: text }).nullish(),
});

export const videoSchema = z.object({
  id: z.string(),
  snippet: z
    .object({
      publishedAt: text,
      title: text,
      description: text,
      thumbnails,
      defaultLanguage: text,
      defaultAudioLanguage: text,
    })
    .nullish(),
  contentDetails: z.object({ duration: text }).nullish(),
  status: z.object({ privacyStatus: text }).nullish(),
  statistics: z.object({ viewCount: count, likeCount: count, commentCount: count }).nullish(),
  player: z.object({ embedWidth: count, embedHeight: count }).nullish(),
});
export type WireVideo = z.infer<typeof videoSchema>;

/** A report of the Analytics API: a table whose columns have names. Without any data there are no rows at all. */
export const reportSchema = z.object({
  columnHeaders: z.array(z.object({ name: z.string() })),
  rows: z.array(z.array(z.unknown())).nullish(),
});
export type WireReport = z.infer<typeof reportSchema>;

export const errorSchema = z.object({
  error: z.object({
    status: text,
    errors: z.array(z.object({ reason: text })).nullish(),
    details: z.array(z.object({ reason: text })).nullish(),
  }),
});
