/** The port by which ingestion reads a platform. Implementations throw nothing but PlatformError. */
import type { Locator } from './descriptor.js';
import type { NormalizedPost, NormalizedProfile, PostPage } from './normalized.js';
import type { PlatformError } from './platform-error.js';

/** The deployment's (or later an agency's own) keys at a platform; `id` keys budgets and never holds a secret. */
export interface AppCredential {
  readonly id: string;
  /** Values by config key; only the adapter's client reads them. */
  secret(key: string): string;
}

/** One account to read. `locator` is by stable id once that is known. */
export interface ProfileRef {
  readonly locator: Locator;
  /** The posts are listed next: where one answer of the platform holds both, their first page is welcome. */
  readonly withPosts?: boolean;
}

export type ProfileAnswer =
  | {
      readonly ok: true;
      readonly profile: NormalizedProfile;
      /** What `fetchPosts` without a cursor would have answered. */
      readonly firstPage?: PostPage;
    }
  | { readonly ok: false; readonly error: PlatformError };

/** A talent's consent, by which an account is read instead of by the app's own keys. */
export interface Consent {
  /** Granted, as far as is known. */
  readonly scopes: readonly string[];
  /** Whose it is, for limits that each account has of its own: an id of ours. Absent while nothing is stored yet. */
  readonly subject?: string;
  /**
   * Lends the access token for one request, refreshed before where it is about to end. Where `send` rejects with
   * AUTH_RECONNECT_REQUIRED or AUTH_REVOKED, it is refreshed once and the request sent once more.
   */
  bearer<T>(send: (accessToken: string) => Promise<T>): Promise<T>;
}

/** What a request takes of its limit; one call where nothing is said. */
export interface CallCost {
  readonly units?: number;
}

/** A limit as the platform tells it. Absent is what it does not tell; nothing here is guessed. */
export interface ReportedUsage {
  /** Calls (or units) of the window. */
  readonly limit?: number;
  /** Left of them. */
  readonly remaining?: number;
  /** Used of them, as a share; 1 and more is refused. */
  readonly share?: number;
  /** When the window begins anew. */
  readonly resetAt?: Date;
  /** Whose limit is meant, where a class has both; the account's where it has one of its own, and the app's otherwise. */
  readonly scope?: 'app' | 'account';
  /** Which window is meant, where a class has several; the shortest where nothing is said. */
  readonly windowSeconds?: number;
}

export interface FetchContext {
  readonly credential: AppCredential;
  /**
   * Null where public data is read. Calls by it look like: `consent.bearer((token) => call(class, () => …))`, for one whose
   * token is refused is made again with another.
   */
  readonly consent: Consent | null;
  /**
   * Every HTTP request goes through here: it is held against budget and breaker before it is sent (and may be refused
   * with a PlatformError), then counted and timed. `send` throws PlatformError for anything that is not a good answer.
   */
  call<T>(endpointClass: string, send: () => Promise<T>, cost?: CallCost): Promise<T>;
  /** What an answer, good or bad, says of its limit. All who share the limit go by it. */
  report(endpointClass: string, usage: ReportedUsage): Promise<void>;
  readonly signal: AbortSignal;
  /** `interactive` calls (a person waits) may use the budget's reserve. */
  readonly lane: 'interactive' | 'scheduled' | 'backfill';
}

export interface PostQuery {
  readonly account: {
    readonly platformAccountId: string;
    readonly handle: string | null;
    readonly hints: Readonly<Record<string, string>>;
  };
  readonly cursor: string | null;
  /** Where a list tells no more than ids, these are enough: they are looked up with those of others. */
  readonly bare?: boolean;
}

/** A post whose figures are wanted, and the account it belongs to. */
export interface PostRef {
  readonly platformPostId: string;
  readonly platformAccountId: string;
}

export type PostFigures =
  | { readonly ok: true; readonly metrics: NormalizedPost['metrics']; readonly blanks: NormalizedPost['blanks'] }
  /** `gone`: the platform does not show this post (any more); whether it was deleted only a complete listing tells. */
  | { readonly ok: false; readonly error: PlatformError | 'gone' };

/** A post whole; `gone` as above. */
export type PostDetails =
  { readonly ok: true; readonly post: NormalizedPost } | { readonly ok: false; readonly error: PlatformError | 'gone' };

export interface Fetcher {
  readonly platform: string;
  /**
   * Reads many profiles; answers in the order asked, one each. Whole-call failures (limits, outage, credentials) throw;
   * what concerns a single account is that account's answer.
   */
  fetchProfiles(refs: readonly ProfileRef[], context: FetchContext): Promise<readonly ProfileAnswer[]>;
  /** One page of the account's own posts, newest first. */
  fetchPosts(query: PostQuery, context: FetchContext): Promise<PostPage>;
  /**
   * Latest figures of posts of any accounts, in the order asked, one each; `descriptor.postBatchSize` go into one call.
   * Absent where the platform has no such look-up: their figures then come with the list of posts alone.
   */
  fetchPostFigures?(posts: readonly PostRef[], context: FetchContext): Promise<readonly PostFigures[]>;
  /**
   * Posts of any accounts by their ids, figures included, in the order asked, one each; as many go into one call as of
   * figures. Only where the platform's lists tell no more than ids.
   */
  fetchPostDetails?(posts: readonly PostRef[], context: FetchContext): Promise<readonly PostDetails[]>;
}
