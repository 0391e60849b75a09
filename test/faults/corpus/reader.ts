/** One account of a platform, read through the gateway by every read that its adapter knows. */
import type { Consent, PostDetails, PostFigures, PostRef } from '../../../backend/src/platforms/contract/fetcher.js';
import type { NormalizedProfile, PostPage } from '../../../backend/src/platforms/contract/normalized.js';
import { PlatformError } from '../../../backend/src/platforms/contract/platform-error.js';
import { PlatformGateway } from '../../../backend/src/platforms/platform.gateway.js';
import { PlatformRegistry } from '../../../backend/src/platforms/platform.registry.js';
import type { TokenDesk } from '../../support/token-desk.js';
import type { Stage } from '../stage/stage.js';

/** Those that read by consent alone, and those that read in public. */
const BY_CONSENT: Readonly<Record<string, boolean>> = {
  bluesky: false,
  instagram: false,
  linkedin: true,
  tiktok: true,
  twitch: false,
  x: false,
  youtube: false,
};
export const READ_PLATFORMS = Object.keys(BY_CONSENT);

/** What may be said of a hostile answer: it breaks the contract, or it cannot have come from a platform that works. */
const WELL_REFUSED = new Set([
  'PLATFORM_CONTRACT_CHANGED',
  'PLATFORM_UNAVAILABLE',
  'DATA_INVALID',
  'PROFILE_NOT_FOUND',
  'PROFILE_HANDLE_REASSIGNED', // another id under the same handle: nothing of it is written
]);
const HANDLES: Readonly<Record<string, string>> = { bluesky: 'hostile-answers.bsky.social', linkedin: 'hostile-one' };
const DAY_MS = 86_400_000;

export interface Endpoint {
  readonly path: string;
  readonly truth: Buffer;
}

export interface Outcome {
  /** Of the reads that were refused. */
  readonly codes: readonly string[];
  /** Harm that came through, and errors that are not for platforms to cause. */
  readonly faults: readonly string[];
}

export interface Reader {
  readonly endpoints: readonly Endpoint[];
  read(): Promise<Outcome>;
}

interface Known {
  readonly profile: NormalizedProfile;
  readonly page: PostPage;
}

class AccountReader implements Reader {
  endpoints: readonly Endpoint[] = [];
  private known: Known | null = null;

  constructor(
    private readonly gateway: PlatformGateway,
    private readonly platform: string,
    private readonly handle: string,
    private readonly consent: Consent | null,
    private readonly has: { readonly figures: boolean; readonly details: boolean },
  ) {}

  /** Reads well once, and learns what there is to read. */
  async learn(stage: Stage): Promise<void> {
    const profile = await this.profile();
    this.known = { profile, page: await this.posts(profile) };
    if (this.has.figures) await this.figures(this.known);
    const paths = new Set(stage.platforms.callsTo(this.platform).map(({ path }) => path));
    this.endpoints = [...paths].flatMap((path) => {
      const truth = stage.platforms.truth.get(`${this.platform} ${path}`);
      return truth && !path.includes('oauth') && !path.includes('__') ? [{ path, truth }] : [];
    });
  }

  async read(): Promise<Outcome> {
    const { known } = this;
    if (!known) throw new Error('Nothing is known to read');
    const reads = [
      () => this.profile(),
      () => this.posts(known.profile),
      ...(this.has.figures ? [() => this.figures(known)] : []),
      ...(this.has.details ? [() => this.posts(known.profile, true), () => this.details(known)] : []),
    ];
    const codes: string[] = [];
    const faults: string[] = [];
    for (const read of reads) {
      try {
        faults.push(...harmIn(await read()));
      } catch (error) {
        const code = error instanceof PlatformError ? error.code : String(error);
        (WELL_REFUSED.has(code) ? codes : faults).push(code);
      }
    }
    if (Reflect.get({}, 'polluted') !== undefined) faults.push('every object was changed');
    return { codes, faults };
  }

  private async profile(): Promise<NormalizedProfile> {
    const locator = { platform: this.platform, kind: 'handle', value: this.handle } as const;
    const [answer] = await this.gateway.fetchProfiles(this.platform, [{ locator }], this.options);
    if (!answer) throw new Error('no answer');
    if (!answer.ok) throw answer.error;
    return answer.profile;
  }

  private posts({ platformAccountId, handle, hints }: NormalizedProfile, bare = false): Promise<PostPage> {
    const query = { account: { platformAccountId, handle, hints }, cursor: null, bare };
    return this.gateway.fetchPosts(this.platform, query, this.options);
  }

  private async figures(known: Known): Promise<unknown> {
    return told(await this.gateway.fetchPostFigures(this.platform, refsIn(known), this.options));
  }

  private async details(known: Known): Promise<unknown> {
    return told(await this.gateway.fetchPostDetails(this.platform, refsIn(known), this.options));
  }

  private get options() {
    return { lane: 'interactive', consent: this.consent } as const;
  }
}

const refsIn = ({ profile: { platformAccountId }, page }: Known): PostRef[] =>
  page.posts.slice(0, 5).map(({ platformPostId }) => ({ platformPostId, platformAccountId }));

/** The answers, where none of them says that it could not be read. */
function told<A extends PostFigures | PostDetails>(answers: readonly A[]): readonly A[] {
  for (const answer of answers) if (!answer.ok && answer.error !== 'gone') throw answer.error;
  return answers;
}

export async function openReader(desk: TokenDesk, stage: Stage, platform: string): Promise<Reader> {
  const { descriptor, fetcher } = desk.get(PlatformRegistry).get(platform);
  const handle = HANDLES[platform] ?? 'hostile_one';
  const scopes = descriptor.oauth?.scopes.map(({ name }) => name) ?? [];
  const of = BY_CONSENT[platform] ? await desk.consent(handle, platform, stage) : null;
  // Kept: between two tests every connection goes, and its tokens with it.
  const token = of && (await desk.tokens.withAccessToken(of, (lent) => Promise.resolve(lent)));
  const consent = token === null ? null : { scopes, bearer: <T>(send: (lent: string) => Promise<T>) => send(token) };
  stage.platforms.calls.splice(0);
  const { fetchPostFigures, fetchPostDetails } = fetcher;
  const has = { figures: fetchPostFigures !== undefined, details: fetchPostDetails !== undefined };
  const reader = new AccountReader(desk.get(PlatformGateway), platform, handle, consent, has);
  await reader.learn(stage);
  return reader;
}

/** What must not come out of any answer: NUL, counts that are none, and moments that have not been. */
function harmIn(value: unknown, where = ''): string[] {
  if (typeof value === 'string') return value.includes('\0') ? [`NUL in ${where}`] : [];
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && value >= 0 ? [] : [`${String(value)} in ${where}`];
  if (value instanceof Date) return value.getTime() < Date.now() + DAY_MS ? [] : [`${value.toISOString()} in ${where}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => harmIn(inner, `${where}.${key}`));
}
