/** The wire form of Helix, as far as it is read. Unknown keys are let through untouched; counts are read leniently. */
import { z } from 'zod';

const count = z.unknown().optional();
const text = z.string().nullish();

/** Entries are checked one by one. Who is unknown is missing, and an empty list is an answer. */
export const listSchema = z.object({
  data: z.array(z.unknown()),
  pagination: z.object({ cursor: text }).nullish(),
});
export type WireList = z.infer<typeof listSchema>;

export const followersSchema = z.object({ total: count });

export const userSchema = z.object({
  id: z.string().regex(/^\d{1,40}$/),
  login: z.string().min(1),
  display_name: text,
  description: text,
  profile_image_url: text,
  offline_image_url: text,
  broadcaster_type: text,
  created_at: text,
});

export const videoSchema = z.object({
  id: z.string().min(1),
  user_id: text,
  title: text,
  description: text,
  created_at: text,
  published_at: text,
  url: text,
  thumbnail_url: text,
  viewable: text,
  view_count: count,
  language: text,
  duration: text,
});
export type WireVideo = z.infer<typeof videoSchema>;

export const appTokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().nullish(),
});

/** The status stands within, too. */
export const errorSchema = z.object({ status: z.number().int().min(400).max(599), error: text, message: text });
