/** What a platform *is*, as data. Everything generic code needs to know about a network stands here. */
import type { z } from 'zod';
import type { CodeWords } from '../../core/connection-codes.js';
import type { BlankReason, PostMetric, ProfileMetric } from './normalized.js';
import type { SignedMedia } from './signed-media.js';

export type ConnectionMethod = 'MANUAL' | 'OAUTH';
export type LocatorKind = 'id' | 'handle' | 'username' | 'legacy';

/** How an account was named: `{platform, kind, value}`. `legacy` names cannot be looked up without fetching a page. */
export interface Locator {
  readonly platform: string;
  readonly kind: LocatorKind;
  readonly value: string;
}

/** What a pasted text turned out to be. */
export type InputReading =
  | { readonly outcome: 'profile'; readonly locator: Locator }
  | { readonly outcome: 'not-a-profile'; readonly what: string; readonly author: Locator | null }
  | { readonly outcome: 'unsupported-form'; readonly what: string }
  | { readonly outcome: 'invalid-handle'; readonly what: string };

/** A pasted address in parts that may be believed: lower-case host, decoded segments without empty ones. */
export interface PastedLink {
  readonly host: string;
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
}

export interface UrlRules {
  /** Exact lower-case host names that belong to the platform. */
  readonly hosts: readonly string[];
  /** Reads a URL whose host is one of `hosts` (already checked: http(s), no user info, default port, path segments percent-decoded). Pure. */
  readUrl(url: PastedLink): InputReading;
  /** Reads a handle typed without a URL; a leading @ is already cut off. Pure. */
  readHandle(text: string): InputReading;
  /** True for text that only this platform's accounts are written like, so that nobody need name the platform. Pure. */
  claims(text: string): boolean;
}

export interface RetentionPolicy {
  /** Days that facts may be kept without a refresh; null where the platform sets no limit. */
  readonly retainDays: number | null;
  readonly mayDerive: boolean;
  readonly mayAggregate: boolean;
  readonly mayExport: boolean;
  readonly mayDiscover: boolean;
}

/** What calls are for, as far as limits tell them apart: profiles, lists of posts, figures of known posts. */
export type ReadKind = 'profiles' | 'posts' | 'figures';

/** One published limit. `endpointClass` names a bucket of the adapter's own; a class may have several limits. */
export interface PublishedLimit {
  readonly endpointClass: string;
  /** Calls, or units where calls cost different amounts. */
  readonly calls: number;
  readonly windowSeconds: number;
  readonly source: string;
  /** Whose limit it is: `app` (all accounts share it, where nothing is said) or each `account`'s own. */
  readonly scope?: 'app' | 'account';
  /** Which calls of regular reading count for it; all of them where nothing is said. */
  readonly spentBy?: readonly ReadKind[];
  /** IANA zone at whose midnight a day's window begins; otherwise the window rolls, or begins when the platform says. */
  readonly midnightIn?: string;
}

export interface DescriptorKey {
  readonly schema: z.ZodType<string | undefined>;
  readonly comment: string;
  /** Empty where there is no sensible example. */
  readonly example: string;
}

export interface MethodFacts {
  readonly available: boolean;
  /** Plain words for staff: who can be connected this way. */
  readonly eligibility: string;
}

/** Drawn as one SVG path; colours for light and dark surfaces. */
export interface PlatformIcon {
  readonly path: string;
  readonly viewBox: string;
  readonly color: string;
  readonly colorDark: string;
}

/**
 * What a talent is told that is read. `profile`: name, picture, biography · `followers`: how many follow · `posts`: what was
 * published · `post-metrics`: views, likes, comments · `insights`: statistics that only the owner sees · `offline`: reading
 * on without the talent being there.
 */
export type DataKind = 'profile' | 'followers' | 'posts' | 'post-metrics' | 'insights' | 'offline';

/** A permission that is asked for. */
export interface ScopeFacts {
  readonly name: string;
  /** Without it nothing can be read: the consent counts as declined. */
  readonly required: boolean;
  /** What it lets us read; each language has words for these. */
  readonly reads: readonly DataKind[];
  /** Asked for only where `scopesKey` names it: apps without its approval would be refused altogether. */
  readonly onRequest?: boolean;
}

/**
 * By what the account somebody signed in with is told to be the expected one. `none`: by nothing that the platform tells;
 * the talent confirms a preview.
 */
export type IdentityEvidence = 'stable-id' | 'handle' | 'none';

/** How a platform's consent works, as data; what is irregular is code in its Authorizer. */
export interface OAuthFacts {
  /** Name of an origin and a path below it: `{origin: 'login', path: '/oauth/authorize'}`. */
  readonly authorize: { readonly origin: string; readonly path: string };
  readonly token: { readonly origin: string; readonly path: string };
  /** Absent where tokens cannot be given back; `removal` then tells the talent what to do. */
  readonly revoke?: {
    readonly origin: string;
    readonly path: string;
    /** `grant`: with one token all go that the app ever got for this account; `token`: those of one consent alone. */
    readonly ends: 'token' | 'grant';
  };
  /** How the app proves itself at the token endpoint. `client_key`: in the body, under that name. */
  readonly clientAuth: 'basic' | 'body' | 'client_key';
  readonly clientIdKey: string;
  readonly clientSecretKey: string;
  readonly pkce: 'S256' | 'none';
  /** All that there are; which are asked for here stands in the registry. */
  readonly scopes: readonly ScopeFacts[];
  /** Key that names the optional scopes to ask for, where apps differ in what the platform approved them for. */
  readonly scopesKey?: string;
  readonly scopeSeparator: ' ' | ',';
  /** Further parameters of every authorization request. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Those that make the platform ask for another account. */
  readonly switchAccount: Readonly<Record<string, string>>;
  /** Values of `error` that mean: the talent said no. */
  readonly declined: readonly string[];
  /** Compared with `iss` where a callback carries one. */
  readonly issuer?: string;
  /** What accounts are told apart by; with these scopes missing it is the next lower. */
  evidence(scopes: readonly string[]): IdentityEvidence;
  readonly tokens: {
    /**
     * `rotating`: a refresh ends the refresh token that was used. `lasting`: it stays good. `itself`: the access token is
     * its own refresh token. `none`: nothing can be refreshed, consent has to be given anew.
     */
    readonly refresh: 'rotating' | 'lasting' | 'itself' | 'none';
    /** Refreshed when so little of the access token's life is left. */
    readonly marginSeconds: number;
    /** A token younger than this cannot be refreshed. */
    readonly youngestSeconds?: number;
    /** What an answer without a time is taken for. */
    readonly assumedSeconds: number;
  };
  /** Where the talent takes the app off themselves: the name of the place, and its address. */
  readonly removal: { readonly where: string; readonly url: string };
}

export interface PlatformDescriptor {
  /** Lower-case word, also the folder's name and the API's value. */
  readonly id: string;
  readonly name: string;
  readonly icon: PlatformIcon;
  readonly methods: Readonly<Record<ConnectionMethod, MethodFacts>>;
  readonly handle: { readonly example: string; readonly hint: string };
  readonly urlExample: string;
  readonly urls: UrlRules;
  /** Canonical public URL of an account, from what is known before the first read. */
  profileUrl(locator: Locator): string;
  /** For comparing handles: case and script rules of the platform. */
  normalizeHandle(handle: string): string;
  /** Environment keys: `required` ones make public reads possible; with some but not all set, boot fails. */
  readonly config: {
    readonly baseUrlKey: string;
    readonly defaultBaseUrl: string;
    /** Where the API begins below a base URL; appended to base URLs that do not end with it. */
    readonly basePath: string;
    readonly required: readonly string[];
    /** Further hosts that are spoken to, by name; in a simulation all of them are the simulator. */
    readonly origins?: Readonly<Record<string, { readonly key: string; readonly url: string }>>;
    /** Every key with its comment line and example for .env.example. */
    readonly keys: Readonly<Record<string, DescriptorKey>>;
  };
  /** Hosts from which avatars and thumbnails may be fetched: exact names, or `*.suffix`. */
  readonly mediaHosts: readonly string[];
  /** Where addresses of pictures are signed: how to tell that the picture is still the same. */
  readonly signedMedia?: SignedMedia;
  /** Metrics the platform never gives by this method, with the reason shown. */
  readonly blanks: {
    readonly profile: Readonly<Partial<Record<ProfileMetric, BlankReason>>>;
    readonly post: Readonly<Partial<Record<PostMetric, BlankReason>>>;
  };
  /** False where no method lists an account's posts: nobody asks for them then, and the product is not supported. */
  readonly listsPosts?: boolean;
  /** By what a known account is read: its stable id, or (where there is no such call) the handle it last went by. */
  readonly readsBy: 'id' | 'handle';
  /** Sentences of this platform's own, where one answer of it can mean several things. */
  readonly words?: CodeWords;
  /** Most accounts one `fetchProfiles` call asks the platform for at once. */
  readonly profileBatchSize: number;
  /** Further calls that each profile takes by itself; none where it is left out. */
  readonly callsPerProfile?: number;
  /** Most posts one `fetchPostFigures` call asks the platform for at once; absent where there is no such call. */
  readonly postBatchSize?: number;
  readonly limits: readonly PublishedLimit[];
  /**
   * A well-known public account, the platform's own for choice, whose profile is read to see whether the keys work. By
   * stable id where there is one, so that a renamed account is no alarm. Without it there is no "Check now".
   */
  readonly selfCheck?: Locator;
  readonly retention: Readonly<Record<ConnectionMethod, RetentionPolicy>>;
  /** Present where a talent can consent. */
  readonly oauth?: OAuthFacts;
}

/** A network that is recognised and named, but has no adapter: pasted links are refused politely. */
export interface RecognisedNetwork {
  readonly id: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly icon?: PlatformIcon;
  /** Reads a URL of one of `hosts`, under the same promises as `UrlRules.readUrl`. Pure. */
  readUrl(url: PastedLink): InputReading;
  /** A form of handle that only this network uses, and how it is read. */
  readonly claims?: { readonly form: RegExp; read(text: string): InputReading };
}
