/** Reads accounts and posts: with the app's own token what is public, with a talent's consent what is theirs. */
import { chunked } from '../../../core/chunked.js';
import type {
  FetchContext,
  Fetcher,
  PostFigures,
  PostQuery,
  PostRef,
  ProfileAnswer,
  ProfileRef,
} from '../../contract/fetcher.js';
import type { PostPage } from '../../contract/normalized.js';
import { PlatformError } from '../../contract/platform-error.js';
import { postsById, rawText, readFigures, type FiguresById } from '../../wire/figures.js';
import { POSTS_PER_CALL, USERS_PER_CALL, type XClient } from './x.client.js';
import { partialCode } from './x.errors.js';
import { mapFigures, mapPosts, mapUser, type MappedUser } from './x.mapper.js';
import type { WireList, WireProblem } from './x.schema.js';
import { isUserId, isUsername } from './x.urls.js';

type By = 'ids' | 'usernames';

export class XFetcher implements Fetcher {
  readonly platform = 'x';

  constructor(private readonly client: XClient) {}

  async fetchProfiles(refs: readonly ProfileRef[], context: FetchContext): Promise<readonly ProfileAnswer[]> {
    if (context.consent) return this.readOwn(refs, context);
    const found = { ids: new Map<string, ProfileAnswer>(), usernames: new Map<string, ProfileAnswer>() };
    const wishes = refs.map(wishOf);
    for (const by of ['ids', 'usernames'] as const) {
      const values = new Set(wishes.flatMap((wish) => (wish?.by === by ? [wish.value] : [])));
      for (const chunk of chunked([...values], USERS_PER_CALL))
        for (const [value, answer] of answersOf(by, chunk, await this.client.users(by, chunk, context)))
          found[by].set(value, answer);
    }
    return wishes.map((wish) => (wish && found[wish.by].get(wish.value)) ?? refused('INPUT_INVALID_HANDLE'));
  }

  async fetchPosts({ account, cursor }: PostQuery, context: FetchContext): Promise<PostPage> {
    const list = await this.client.posts(account.platformAccountId, cursor, context);
    const [problem] = list.errors ?? [];
    if (!list.data && problem) throw problemError(problem);
    return mapPosts(list, account.platformAccountId, account.handle);
  }

  fetchPostFigures(posts: readonly PostRef[], context: FetchContext): Promise<readonly PostFigures[]> {
    return postsById(posts, POSTS_PER_CALL, async (ids) => figuresIn(await this.client.figures(ids, context)));
  }

  /** Whoever was asked for: it is the token's account that answers. */
  private async readOwn(refs: readonly ProfileRef[], context: FetchContext): Promise<readonly ProfileAnswer[]> {
    if (refs.length === 0) return [];
    const { data, errors } = await this.client.me(context);
    if (data === undefined) throw problemError(errors?.[0] ?? {});
    const { profile } = mapUser(data);
    return refs.map(() => ({ ok: true, profile }));
  }
}

function wishOf({ locator: { kind, value } }: ProfileRef): { by: By; value: string } | null {
  if (kind === 'id') return isUserId(value) ? { by: 'ids', value } : null;
  return kind === 'handle' && isUsername(value) ? { by: 'usernames', value: value.toLowerCase() } : null;
}

/** By what was asked for: who was found, and of everybody else why not. */
function answersOf(by: By, asked: readonly string[], { data, errors }: WireList): Map<string, ProfileAnswer> {
  const bodies = (data ?? []).map((body) => ({ value: askedBy(by, body), answer: readUser(body) }));
  // An entry that does not even tell whose it is may be anybody's who is not among the others.
  const other = bodies.some(({ value }) => value === '') ? 'PLATFORM_CONTRACT_CHANGED' : 'PROFILE_NOT_FOUND';
  const answers = new Map<string, ProfileAnswer>(asked.map((value) => [value, refused(other)]));
  for (const problem of errors ?? [])
    answers.set((problem.value ?? problem.resource_id ?? '').toLowerCase(), {
      ok: false,
      error: problemError(problem),
    });
  for (const { value, answer } of bodies) answers.set(value, answer);
  return answers;
}

const askedBy = (by: By, body: unknown): string =>
  by === 'ids' ? rawText(body, 'id') : rawText(body, 'username').toLowerCase();

/** One user who cannot be read is that user's answer; the others of the batch are none the worse. */
function readUser(body: unknown): ProfileAnswer {
  try {
    return publicAnswer(mapUser(body));
  } catch (error) {
    if (error instanceof PlatformError) return { ok: false, error };
    throw error;
  }
}

/** A post that is not shown to us for another reason than that it is gone says so. */
function figuresIn({ data, errors }: WireList): FiguresById {
  const found = readFigures(data ?? [], 'id', mapFigures);
  for (const problem of errors ?? []) {
    const id = problem.value ?? problem.resource_id ?? '';
    if (!found.has(id) && partialCode(problem) !== 'PROFILE_NOT_FOUND')
      found.set(id, { ok: false, error: problemError(problem) });
  }
  return found;
}

/** Of a protected account strangers are told the name and how many follow, and no post: nothing to report on. */
const publicAnswer = ({ profile, isProtected }: MappedUser): ProfileAnswer =>
  isProtected ? refused('PROFILE_PRIVATE') : { ok: true, profile };

const problemError = (problem: WireProblem): PlatformError =>
  new PlatformError(partialCode(problem), { note: `partial: ${(problem.title ?? '').slice(0, 40)}` });

const refused = (code: PlatformError['code']): ProfileAnswer => ({ ok: false, error: new PlatformError(code) });
