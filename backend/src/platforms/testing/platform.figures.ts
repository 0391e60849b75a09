/** Figures of posts by their ids, in public and by consent: the same as the list tells. Part of the platform contract. */
import type { PlatformAdapter } from '../contract/adapter.js';
import type { FetchContext, PostFigures, PostRef } from '../contract/fetcher.js';
import type { NormalizedPost, PostPage } from '../contract/normalized.js';
import { isDeclared } from './declared-endpoints.js';
import type { Noting, Reader, StartReader } from './readers.js';

interface Listed {
  readonly posts: readonly NormalizedPost[];
  readonly refs: readonly PostRef[];
  readonly count: number | null;
  readonly right: () => Noting;
}

const said = (answer: PostFigures | undefined): unknown =>
  answer?.ok ? { metrics: answer.metrics, blanks: answer.blanks } : answer?.error;
const listed = ({ metrics, blanks }: NormalizedPost): unknown => ({ metrics, blanks });

export function describeFigures(title: string, adapter: PlatformAdapter, start: StartReader): void {
  const { descriptor } = adapter;
  const perCall = descriptor.postBatchSize ?? 0;
  if (perCall === 0) return;

  describe(`figures of posts ${title}: ${descriptor.id}`, () => {
    let reader: Reader;

    beforeEach(async () => {
      reader = await start();
    });
    afterEach(() => reader.network.close());

    it('are part of whole posts, where lists tell no more than ids: the same ones in the same order', async () => {
      const { fetcher } = reader.network;
      if (!fetcher.fetchPostDetails) return;
      const right = await reader.right('anna');
      const account = await accountOf('anna', right());
      const whole = await fetcher.fetchPosts({ account, cursor: null }, right());
      const bare = await fetcher.fetchPosts({ account, cursor: null, bare: true }, right());
      expect([bare.posts, bare.nextCursor]).toEqual([[], whole.nextCursor]);
      const refs = [...(bare.bare ?? []), 'nobody’s'].map((platformPostId) => ({ ...account, platformPostId }));
      const found = await fetcher.fetchPostDetails(refs, right());
      const gone = { ok: false, error: 'gone' };
      expect(found).toEqual([...whole.posts.map((post) => ({ ok: true, post })), gone]);
    });

    async function accountOf(name: string, context: FetchContext) {
      const [answer] = await reader.network.fetcher.fetchProfiles([{ locator: reader.locator(name) }], context);
      if (!answer?.ok) throw answer?.error ?? new Error('no answer');
      const { platformAccountId, handle, hints, metrics } = answer.profile;
      return { platformAccountId, handle, hints, metrics };
    }

    async function list(name: string, most = 10, known?: () => Noting): Promise<Listed> {
      const right = known ?? (await reader.right(name));
      const { fetcher } = reader.network;
      const { metrics, ...account } = await accountOf(name, right());
      const posts: NormalizedPost[] = [];
      let cursor: string | null = null;
      do {
        const page: PostPage = await fetcher.fetchPosts({ account, cursor }, right());
        posts.push(...page.posts);
        cursor = page.nextCursor;
      } while (cursor !== null && posts.length < most);
      const refs = posts.map(({ platformPostId }) => ({ ...account, platformPostId }));
      return { posts, refs, count: metrics.posts, right };
    }

    function figures(refs: readonly PostRef[], context: FetchContext): Promise<readonly PostFigures[]> {
      const { fetcher } = reader.network;
      if (!fetcher.fetchPostFigures) throw new Error(`${descriptor.id} has no look-up of figures`);
      return fetcher.fetchPostFigures(refs, context);
    }

    it('equal those of the list, in the order asked, and twice for a post asked for twice', async () => {
      const { posts, refs, right } = await list('anna');
      const order = [...posts.keys()].reverse().concat(0);
      const answers = await figures(
        order.map((index) => refs[index] ?? { platformPostId: '', platformAccountId: '' }),
        right(),
      );
      expect(posts.length).toBeGreaterThan(5);
      expect(answers.map(said)).toEqual(order.map((index) => posts[index] && listed(posts[index])));
    });

    it('are gone where a post was deleted, whose account counts one less', async () => {
      const before = await list('pruned', 300);
      const after = await list('pruned', 300, before.right);
      const left = new Set(after.posts.map(({ platformPostId }) => platformPostId));
      const answers = await figures(before.refs, before.right());
      const gone = before.refs.filter((_ref, index) => said(answers[index]) === 'gone');
      expect(gone).toHaveLength(1);
      expect(gone).toEqual(before.refs.filter(({ platformPostId }) => !left.has(platformPostId)));
      expect(after.count).toBe(before.count === null ? null : before.count - 1);
    });

    it('come in as many calls as it takes, each counted and declared', async () => {
      const { refs, posts, right } = await list('huge', perCall + 3);
      const [few, many] = [right(), right()];
      await reader.network.takeLedger();
      await figures(refs.slice(0, 1), few);
      const each = few.calls.length;
      const answers = await figures(refs.slice(0, perCall + 3), many);
      const asked = await reader.network.takeLedger();
      expect(many.calls).toHaveLength(2 * each);
      expect(asked).toHaveLength(few.calls.length + many.calls.length);
      expect(asked.filter(({ path }) => !isDeclared(adapter, path))).toEqual([]);
      const classes = descriptor.limits.map(({ endpointClass }) => endpointClass);
      expect(many.calls.filter((endpointClass) => !classes.includes(endpointClass))).toEqual([]);
      expect(answers.map(said)).toEqual(posts.slice(0, perCall + 3).map(listed));
    });

    it('of no post cost nothing, and a call that fails is nobody’s answer', async () => {
      const { refs, right } = await list('anna');
      const idle = right();
      expect([await figures([], idle), idle.calls]).toEqual([[], []]);
      const aborted = { ...right(), signal: AbortSignal.abort() };
      await expect(figures(refs, aborted)).rejects.toMatchObject({ code: 'WORKER_LOST' });
    });
  });
}
