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

/** One published limit. `endpointClass` names a bucket of the adapter's own. */
export interface PublishedLimit {
  readonly endpointClass: string;
  readonly calls: number;
  readonly windowSeconds: number;
  readonly source: string;
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
  /** Environment keys: `required` ones make the platform present; with some but not all set, boot fails. */
  readonly config: {
    readonly baseUrlKey: string;
    readonly defaultBaseUrl: string;
    /** Where the API begins below a base URL; appended to base URLs that do not end with it. */
    readonly basePath: string;
    readonly required: readonly string[];
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
  /** By what a known account is read: its stable id, or (where there is no such call) the handle it last went by. */
  readonly readsBy: 'id' | 'handle';
  /** Sentences of this platform's own, where one answer of it can mean several things. */
  readonly words?: CodeWords;
  /** Most accounts one `fetchProfiles` call asks the platform for at once. */
  readonly profileBatchSize: number;
  readonly limits: readonly PublishedLimit[];
  /**
   * A well-known public account, the platform's own for choice, whose profile is read to see whether the keys work. By
   * stable id where there is one, so that a renamed account is no alarm. Without it there is no "Check now".
   */
  readonly selfCheck?: Locator;
  readonly retention: Readonly<Record<ConnectionMethod, RetentionPolicy>>;
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
