/** The wire form of what is read of a member. Unknown keys are let through untouched; counts are read leniently. */
import { z } from 'zod';

const text = z.string().nullish();

/** `sub` is the member as this one app sees them. There is no vanity name, and none can be derived. */
export const userinfoSchema = z.object({
  sub: z.string(),
  name: text,
  given_name: text,
  family_name: text,
  picture: text,
  locale: z.unknown().optional(),
});

/** A finder's answer: one element with the number. */
export const followersSchema = z.object({
  elements: z.array(z.object({ memberFollowersCount: z.unknown().optional() })).nullish(),
});

/** Newer answers carry `code`, older ones a number alone. */
export const errorSchema = z.object({ code: text, serviceErrorCode: z.number().nullish(), message: text });
