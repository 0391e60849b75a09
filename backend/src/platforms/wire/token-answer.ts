/** What a token endpoint said, read strictly: nothing in it is believed for its look. Pure; none throws. */
import type { TokenSet } from '../contract/authorizer.js';

export type TokenAnswer = Readonly<Record<string, unknown>>;

/** When what was granted with an answer ends, beyond the access token itself. */
export type GrantEnds = Pick<TokenSet, 'refreshExpiresAt' | 'consentExpiresAt'>;

/** Lifetimes beyond this are a mistake. */
const LONGEST_SECONDS = 10 * 366 * 86_400;

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const filled = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

/** The object with the token in it: the answer itself, its `data`, or the first of a list there. Null where there is none. */
export function tokenAnswerOf(body: unknown): TokenAnswer | null {
  if (!isRecord(body)) return null;
  const data: unknown = body['data'];
  const places: readonly unknown[] = [body, data, Array.isArray(data) ? data[0] : null];
  return places.filter(isRecord).find((place) => filled(place['access_token']) !== null) ?? null;
}

/** The moment that lies as many seconds ahead as stand under the key: a number, or digits in a string. */
export function endAfter(answer: TokenAnswer, key: string, now: Date): Date | null {
  const raw = answer[key];
  const seconds = typeof raw === 'string' && /^\d{1,12}$/.test(raw.trim()) ? Number(raw) : raw;
  if (typeof seconds !== 'number' || !(seconds > 0) || seconds > LONGEST_SECONDS) return null;
  return new Date(now.getTime() + seconds * 1_000);
}

/** Under the two names that there are for it. */
const usualEnds = (answer: TokenAnswer, now: Date): GrantEnds => ({
  refreshExpiresAt: endAfter(answer, 'refresh_token_expires_in', now) ?? endAfter(answer, 'refresh_expires_in', now),
  consentExpiresAt: null,
});

/** A text with spaces or commas, or a list; null where the answer says nothing. */
function scopesOf(answer: TokenAnswer): readonly string[] | null {
  const told = [answer['scope'], answer['scopes'], answer['permissions']].find(
    (value) => typeof value === 'string' || Array.isArray(value),
  );
  if (told === undefined) return null;
  const texts = (Array.isArray(told) ? told : [told]).filter((entry) => typeof entry === 'string');
  return [...new Set(texts.flatMap((text) => text.split(/[\s,]+/)).filter((scope) => scope !== ''))];
}

/** `assumedSeconds` is what an answer without a readable lifetime is taken for. */
export function tokenSetOf(
  answer: TokenAnswer,
  now: Date,
  assumedSeconds: number,
  ends: (answer: TokenAnswer, now: Date) => GrantEnds = usualEnds,
): TokenSet | null {
  const accessToken = filled(answer['access_token']);
  if (accessToken === null) return null;
  return {
    accessToken,
    refreshToken: filled(answer['refresh_token']),
    expiresAt: endAfter(answer, 'expires_in', now) ?? new Date(now.getTime() + assumedSeconds * 1_000),
    ...ends(answer, now),
    scopes: scopesOf(answer),
  };
}
