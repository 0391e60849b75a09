/** The calls that are made to the API v2, on the app's word or on a talent's. Tokens travel as headers alone. */
import type { Clock } from '../../../core/clock.js';
import type { Consent, FetchContext } from '../../contract/fetcher.js';
import { readShape } from '../../wire/read-values.js';
import { readUsage, type UsageDialect } from '../../wire/usage-headers.js';
import type { WireAnswer, WireClient } from '../../wire/wire-client.js';
import { refusesParameter, withToldStatus, xError, type Asker } from './x.errors.js';
import { listSchema, oneSchema, type WireList } from './x.schema.js';

const USERS = '/2/users';
const USERS_BY = '/2/users/by';
const ME = '/2/users/me';
const POSTS = '/2/users/{id}/tweets';
const LOOKUP = '/2/tweets';
export const X_ENDPOINTS = [USERS, USERS_BY, ME, POSTS, LOOKUP] as const;

export const X_BEARER = 'X_BEARER_TOKEN';

/** Most users or posts in one look-up, and most posts on a page (endpoint reference, read 2026-08). */
export const USERS_PER_CALL = 100;
export const POSTS_PER_CALL = 100;
const POSTS_PER_PAGE = 100;

/** App and talents have buckets of their own, for each endpoint. */
export const X_CLASSES = {
  users: 'users',
  posts: 'posts',
  figures: 'post-lookup',
  me: 'own-profile',
  ownPosts: 'own-posts',
  ownFigures: 'own-post-lookup',
} as const;

/** On each answer; app and talents have buckets of their own. */
const USAGE: UsageDialect = {
  limit: 'x-rate-limit-limit',
  remaining: 'x-rate-limit-remaining',
  reset: 'x-rate-limit-reset',
  resetIs: 'epoch',
};

const USER_FIELDS =
  'created_at,description,name,profile_banner_url,profile_image_url,protected,public_metrics,username,verified,verified_type';
const MEDIA_FIELDS = 'duration_ms,media_key,preview_image_url,type,url';

/** The two spellings of one vocabulary; an answer may come in either. */
const SPELLINGS = {
  tweet: { parameter: 'tweet.fields', note: 'note_tweet', references: 'referenced_tweets' },
  post: { parameter: 'post.fields', note: 'note_post', references: 'referenced_posts' },
} as const;
type Spelling = keyof typeof SPELLINGS;

type Query = [string, string][];
interface Asking {
  readonly path: string;
  readonly query: Query;
  readonly endpointClass: string;
  /** A parameter that can be called otherwise where it is refused. */
  readonly mended?: string;
}

/** What a call needs of its context; consents are asked for accounts before anything is stored, too. */
export type XContext = Pick<FetchContext, 'credential' | 'call' | 'signal'> & {
  readonly consent: Pick<Consent, 'bearer'> | null;
  readonly report?: FetchContext['report'];
};

export class XClient {
  /** Which spelling the server takes; it is asked in the other one where it refuses this. */
  private spelling: Spelling = 'tweet';

  constructor(
    private readonly wire: WireClient,
    private readonly clock: Clock,
  ) {}

  /** Who is not among `data` stands under `errors`, with the reason. */
  async users(by: 'ids' | 'usernames', values: readonly string[], context: XContext): Promise<WireList> {
    const path = by === 'ids' ? USERS : USERS_BY;
    const query: Query = [
      [by, values.join(',')],
      ['user.fields', USER_FIELDS],
    ];
    const { body } = await this.get({ path, query, endpointClass: X_CLASSES.users }, context);
    return readShape(listSchema, body, path);
  }

  /** The account that the talent's token speaks for. */
  async me(context: XContext): Promise<{ data?: unknown; errors?: WireList['errors'] }> {
    const query: Query = [['user.fields', USER_FIELDS]];
    const { body } = await this.get({ path: ME, query, endpointClass: X_CLASSES.me }, context);
    return readShape(oneSchema, body, ME);
  }

  /** Newest first, without reposts; at most the newest 3,200 can be reached. */
  async posts(id: string, cursor: string | null, context: XContext): Promise<WireList> {
    const path = POSTS.replace('{id}', id);
    const endpointClass = context.consent ? X_CLASSES.ownPosts : X_CLASSES.posts;
    const answer = await this.spelled(
      (spelling) => ({ path, query: postsQuery(spelling, cursor), endpointClass }),
      context,
    );
    return readShape(listSchema, answer.body, POSTS);
  }

  /** Counts alone, of posts of any accounts. Who is not among `data` stands under `errors`. */
  async figures(ids: readonly string[], context: XContext): Promise<WireList> {
    const endpointClass = context.consent ? X_CLASSES.ownFigures : X_CLASSES.figures;
    const queryOf = (spelling: Spelling): Query => [
      ['ids', ids.join(',')],
      [SPELLINGS[spelling].parameter, 'public_metrics'],
    ];
    const answer = await this.spelled(
      (spelling) => ({ path: LOOKUP, query: queryOf(spelling), endpointClass }),
      context,
    );
    return readShape(listSchema, answer.body, LOOKUP);
  }

  /** In the spelling that was taken last, and in the other where that is refused. */
  private async spelled(asking: (spelling: Spelling) => Asking, context: XContext): Promise<WireAnswer> {
    const [first, other]: readonly [Spelling, Spelling] =
      this.spelling === 'tweet' ? ['tweet', 'post'] : ['post', 'tweet'];
    const answer = await this.get({ ...asking(first), mended: SPELLINGS[first].parameter }, context);
    if (answer.status === 200) return answer;
    this.spelling = other;
    return this.get(asking(other), context);
  }

  /** Resolves with status 200, or with the one refusal that asking otherwise may mend. */
  private get({ path, query, endpointClass, mended }: Asking, context: XContext): Promise<WireAnswer> {
    const answered = async (token: string, asker: Asker): Promise<WireAnswer> => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = withToldStatus(await this.wire.get({ path, query, headers, signal: context.signal }));
      await this.heed(answer, endpointClass, asker, context);
      if (answer.status !== 200 && !(mended && refusesParameter(answer, mended)))
        throw xError(answer, path, asker, this.clock.now());
      return answer;
    };
    const { consent, credential } = context;
    const ask = (token: () => string, asker: Asker) => context.call(endpointClass, () => answered(token(), asker));
    return consent
      ? consent.bearer((token) => ask(() => token, 'talent'))
      : ask(() => credential.secret(X_BEARER), 'app');
  }

  private async heed({ headers }: WireAnswer, endpointClass: string, asker: Asker, context: XContext): Promise<void> {
    const scope = asker === 'app' ? 'app' : 'account';
    for (const usage of readUsage(headers, USAGE, this.clock.now()))
      await context.report?.(endpointClass, { ...usage, scope });
  }
}

function postsQuery(spelling: Spelling, cursor: string | null): Query {
  const { parameter, note, references } = SPELLINGS[spelling];
  const fields = `attachments,created_at,in_reply_to_user_id,lang,${note},public_metrics,${references}`;
  return [
    ['max_results', String(POSTS_PER_PAGE)],
    ['exclude', 'retweets'],
    [parameter, fields],
    ['expansions', 'attachments.media_keys'],
    ['media.fields', MEDIA_FIELDS],
    ...(cursor === null ? [] : ([['pagination_token', cursor]] satisfies Query)),
  ];
}
