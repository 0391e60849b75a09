/** Limits on what a platform may make us believe or store, the same for all. Pure. */
import type { GrantedAccount } from './contract/authorizer.js';
import type { PostDetails, PostFigures, ProfileAnswer } from './contract/fetcher.js';
import type { BlankReason, NormalizedPost, NormalizedProfile, PostMetric, PostPage } from './contract/normalized.js';
import { PlatformError } from './contract/platform-error.js';

const MAX = {
  id: 512,
  name: 500,
  url: 2_048,
  text: 20_000,
  hint: 256,
  hints: 10,
  cursor: 2_048,
  postsPerPage: 500,
  accountId: 255,
  accounts: 200,
} as const;
/** Clocks differ a little; what lies further ahead is not a date. */
const FUTURE_SLACK_MS = 10 * 60 * 1_000;

/** PostgreSQL knows no year 0, and no platform a post from before 1000. */
const EARLIEST_MS = Date.UTC(1000, 0, 1);
/** Some 68 years: what the column holds. */
const LONGEST_SECONDS = 2 ** 31 - 1;

const isCount = (value: number | null): boolean => value === null || (Number.isSafeInteger(value) && value >= 0);
const isDuration = (seconds: number | null): boolean => isCount(seconds) && Number(seconds) <= LONGEST_SECONDS;
const isId = (text: string): boolean => text !== '' && text.length <= MAX.id;
/** What breaks lines, rings bells, or turns the words around it. */
const CONTROLS = /[\p{Cc}\p{Bidi_Control}]/u;
/** Of an account, as it is chosen by and shown. */
const isName = (text: string): boolean => text !== '' && text.length <= MAX.accountId && !CONTROLS.test(text);
const isUrl = (text: string): boolean => text.length <= MAX.url && /^https?:\/\//.test(text);

function cut(text: string | null, length: number): string | null {
  if (text === null || text.length <= length) return text;
  return text.slice(0, length).replace(/\p{Surrogate}/gu, '');
}

function invalid(note: string): ProfileAnswer {
  return { ok: false, error: new PlatformError('DATA_INVALID', { note }) };
}

/** A profile whose id or counts cannot be right is no profile: the last good one stays. */
export function boundAnswer(answer: ProfileAnswer, now: Date): ProfileAnswer {
  if (!answer.ok) return answer;
  const { profile } = answer;
  if (!isId(profile.platformAccountId)) return invalid('account id');
  if (profile.handle !== null && !isName(profile.handle)) return invalid('handle');
  if (!isUrl(profile.url)) return invalid('profile url');
  const absurd = Object.entries(profile.metrics).find(([, value]) => !isCount(value));
  if (absurd) return invalid(`count of ${absurd[0]}`);
  const firstPage = answer.firstPage && { firstPage: boundPage(answer.firstPage, now) };
  return { ok: true, profile: boundProfile(profile, now), ...firstPage };
}

function boundProfile(profile: NormalizedProfile, now: Date): NormalizedProfile {
  const hints = Object.entries(profile.hints).filter(
    ([key, value]) => key.length <= MAX.hint && value.length <= MAX.hint,
  );
  return {
    ...profile,
    displayName: cut(profile.displayName, MAX.name),
    bio: cut(profile.bio, MAX.text),
    avatarUrl: urlOrNull(profile.avatarUrl),
    bannerUrl: urlOrNull(profile.bannerUrl),
    createdAtPlatform:
      profile.createdAtPlatform && isMoment(profile.createdAtPlatform, now) ? profile.createdAtPlatform : null,
    country: profile.country !== null && /^[A-Za-z]{2}$/.test(profile.country) ? profile.country : null,
    hints: Object.fromEntries(hints.slice(0, MAX.hints)),
  };
}

/** Accounts that a sign-in opens: each once, and none whose id, name or address cannot be right. Throws where none is left. */
export function boundAccounts(accounts: readonly GrantedAccount[]): readonly GrantedAccount[] {
  const usable = accounts.filter(
    ({ platformAccountId: id, handle, url }) => isName(id) && (handle === null || isName(handle)) && isUrl(url),
  );
  if (accounts.length > 0 && usable.length === 0) throw new PlatformError('DATA_INVALID', { note: 'accounts' });
  const byId = new Map(usable.map((account) => [account.platformAccountId, account]));
  return [...byId.values()].slice(0, MAX.accounts).map((account) => ({
    ...account,
    displayName: cut(account.displayName?.replace(/\p{Cc}/gu, '') ?? null, MAX.name),
    avatarUrl: urlOrNull(account.avatarUrl),
    reason: cut(account.reason, MAX.name),
  }));
}

/** Posts dated in the future or before there were any, and repeated ids, are left out; absurd counts become blanks. */
export function boundPage(page: PostPage, now: Date): PostPage {
  const ids = new Set<string>();
  const posts: NormalizedPost[] = [];
  for (const post of page.posts.slice(0, MAX.postsPerPage)) {
    if (ids.has(post.platformPostId) || !isUsable(post, now)) continue;
    ids.add(post.platformPostId);
    posts.push(boundPost(post));
  }
  if (page.nextCursor !== null && page.nextCursor.length > MAX.cursor) {
    throw new PlatformError('PLATFORM_CONTRACT_CHANGED', { note: 'cursor is too long' });
  }
  const bare = page.bare && { bare: [...new Set(page.bare.slice(0, MAX.postsPerPage).filter(isId))] };
  return { posts, ...bare, nextCursor: page.nextCursor };
}

/** A post that could not be on a page is as good as not shown. */
export function boundDetails(answer: PostDetails, now: Date): PostDetails {
  if (!answer.ok) return answer;
  return isUsable(answer.post, now) ? { ok: true, post: boundPost(answer.post) } : { ok: false, error: 'gone' };
}

const isUsable = ({ platformPostId, url, publishedAt }: NormalizedPost, now: Date): boolean =>
  isId(platformPostId) && isUrl(url) && isMoment(publishedAt, now);

/** Figures that are absurd become blanks. */
export function boundFigures(answer: PostFigures): PostFigures {
  return answer.ok ? { ok: true, ...figuresOf(boundMetrics(answer)) } : answer;
}

type Figures = Pick<NormalizedPost, 'metrics' | 'blanks'>;

const figuresOf = ({ metrics, blanks }: Figures): Figures => ({ metrics, blanks });

/** The very same where none is absurd. */
function boundMetrics(given: Figures): Figures {
  const absurd = (Object.keys(given.metrics) as PostMetric[]).filter((name) => !isCount(given.metrics[name]));
  if (absurd.length === 0) return given;
  const metrics = { ...given.metrics };
  const blanks: Partial<Record<PostMetric, BlankReason>> = { ...given.blanks };
  for (const name of absurd) {
    metrics[name] = null;
    blanks[name] = 'not_yet';
  }
  return { metrics, blanks };
}

/** The very same where nothing is wrong with it, as nearly always: of the many that are read none is copied for nothing. */
function boundPost(post: NormalizedPost): NormalizedPost {
  const title = cut(post.title, MAX.name);
  const text = cut(post.text, MAX.text);
  const thumbnailUrl = urlOrNull(post.thumbnailUrl);
  const durationSeconds = isDuration(post.durationSeconds) ? post.durationSeconds : null;
  const figures = boundMetrics(post);
  const same =
    title === post.title &&
    text === post.text &&
    thumbnailUrl === post.thumbnailUrl &&
    durationSeconds === post.durationSeconds &&
    figures === post;
  return same ? post : { ...post, title, text, thumbnailUrl, durationSeconds, ...figuresOf(figures) };
}

function urlOrNull(url: string | null): string | null {
  return url !== null && isUrl(url) ? url : null;
}

function isMoment(moment: Date, now: Date): boolean {
  const at = moment.getTime();
  return at >= EARLIEST_MS && at <= now.getTime() + FUTURE_SLACK_MS;
}
