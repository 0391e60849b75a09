/** For specs: a reader of figures whose posts, platform and store are made up, all of one agency. */
import type { Lease } from '../../connections/connection-sync.service.js';
import type { PostDetails, PostFigures, PostRef } from '../../platforms/contract/fetcher.js';
import type { DueAge } from '../figures-plan.js';
import { FiguresReader } from '../figures-reader.service.js';
import { GroupRun } from '../group-run.js';
import { Member } from '../member.js';
import { NewPosts } from '../new-posts.service.js';
import { aSubject } from './a-subject.js';

const FIGURES: PostFigures = { ok: true, metrics: {}, blanks: {} } as unknown as PostFigures;
export const SIZE = 50;
const NOW = new Date('2026-11-22T10:00:00.000Z');
const HOUR = 3_600_000;
export const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR);
export const YOUNG: DueAge = { age: 0, from: null, to: NOW, canWait: false };
export const OLD: DueAge = { age: 2, from: null, to: ago(100), canWait: true };

interface Stage {
  readonly postsOf?: (connectionId: string) => number;
  readonly answer?: (call: number, posts: readonly PostRef[]) => Promise<void>;
  readonly stores?: (connectionIds: readonly string[]) => void;
  /** Hours since the posts were published. */
  readonly hoursAgo?: number;
  readonly details?: (ids: readonly string[]) => Promise<void>;
}

const aPost = (platformPostId: string) => ({ platformPostId, publishedAt: ago(1), metrics: {}, blanks: {} });

export function aReader({
  postsOf = () => 1,
  answer = () => Promise.resolve(),
  stores = () => undefined,
  hoursAgo = 1,
  details = () => Promise.resolve(),
}: Stage) {
  const calls: number[] = [];
  const looked: number[] = [];
  const pages: [string, number][] = [];
  const written: string[][] = [];
  const gateway = {
    fetchPostFigures: async (_: string, posts: readonly PostRef[]) => {
      calls.push(posts.length);
      await answer(calls.length, posts);
      return posts.map(() => FIGURES);
    },
    fetchPostDetails: async (_: string, posts: readonly PostRef[]) => {
      looked.push(posts.length);
      await details(posts.map(({ platformPostId }) => platformPostId));
      return posts.map(({ platformPostId }) => ({ ok: true, post: aPost(platformPostId) }) as unknown as PostDetails);
    },
  };
  const sync = {
    fencedMany: async (_: string, leases: readonly Lease[], work: (tx: unknown, held: unknown) => Promise<unknown>) => {
      const ids = leases.map(({ connectionId }) => connectionId);
      stores(ids);
      const done = await work({}, new Map(ids.map((id) => [id, {}])));
      written.push(ids);
      return done;
    },
  };
  const store = {
    postsDue: async (_: string, wishes: readonly { connectionId: string }[]) =>
      wishes.flatMap(({ connectionId }) =>
        Array.from({ length: postsOf(connectionId) }, (__, index) => ({
          ...{ connectionId, platformAccountId: connectionId, platformPostId: `${connectionId}-${index}` },
          ...{ withinList: true, publishedAt: ago(hoursAgo) },
        })),
      ),
    storeFigures: () => Promise.resolve(),
  };
  const writer = {
    page: ({ member, posts }: { member: Member; posts: readonly unknown[] }) => {
      pages.push([member.lease.connectionId, posts.length]);
      return Promise.resolve({ inserted: posts.length, changed: 0, known: 0 });
    },
  };
  const clock = { now: () => NOW };
  const asked = { gateway, figuresPerCall: () => SIZE, options: () => ({ lane: 'scheduled' }) };
  const made = <T>(one: unknown, ...parts: readonly unknown[]) =>
    new (one as new (...given: readonly unknown[]) => T)(...parts);
  const newPosts = made<NewPosts>(NewPosts, asked, store, writer, clock);
  const reader = made<FiguresReader>(FiguresReader, asked, sync, store, newPosts, clock);
  return { reader, calls, written, looked, pages };
}

const aMember = (id: string): Member =>
  new Member(
    { agencyId: 'one', connectionId: id, token: 1n },
    { consent: null, subject: aSubject({ connectionId: id, platformAccountId: id }) },
  );

const NOBODY: GroupRun['group'] = { platform: 'network', leases: [], urgent: false };
interface Wish {
  readonly ages?: readonly DueAge[];
  readonly fresh?: number;
}

function wishOf([id, { ages = [YOUNG], fresh = 0 }]: readonly [string, Wish]) {
  const posts = Array.from({ length: fresh }, (_, index) => ({
    platformPostId: `${id}-new-${index}`,
    platformAccountId: id,
  }));
  return { member: aMember(id), ages, fresh: posts };
}

export async function read(reader: FiguresReader, wishes: Readonly<Record<string, Wish>>, urgent = false) {
  const run = new GroupRun({ ...NOBODY, urgent }, NOW);
  const found = await reader.read(run, Object.entries(wishes).map(wishOf));
  return new Map([...found].map(([member, one]) => [member.lease.connectionId, one]));
}
