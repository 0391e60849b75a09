import { Logger } from '@nestjs/common';
import type { Lease } from '../connections/connection-sync.service.js';
import type { PostFigures, PostRef } from '../platforms/contract/fetcher.js';
import { PlatformError } from '../platforms/contract/platform-error.js';
import { FiguresReader } from './figures-reader.service.js';
import { GroupRun } from './group-run.js';
import { Member } from './member.js';
import { aSubject } from './testing/a-subject.js';

const FIGURES: PostFigures = { ok: true, metrics: {}, blanks: {} } as unknown as PostFigures;
const SIZE = 50;

interface Stage {
  readonly postsOf?: (connectionId: string) => number;
  readonly answer?: (call: number, posts: readonly PostRef[]) => Promise<void>;
  readonly stores?: (connectionIds: readonly string[]) => void;
}

/** A reader of posts that are made up, all of one agency. */
function aReader({ postsOf = () => 1, answer = () => Promise.resolve(), stores = () => undefined }: Stage) {
  const calls: number[] = [];
  const written: string[][] = [];
  const gateway = {
    fetchPostFigures: async (_: string, posts: readonly PostRef[]) => {
      calls.push(posts.length);
      await answer(calls.length, posts);
      return posts.map(() => FIGURES);
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
          withinList: true,
        })),
      ),
    storeFigures: () => Promise.resolve(),
  };
  const asked = { gateway, figuresPerCall: () => SIZE, options: () => ({ lane: 'scheduled' }) };
  const parts: readonly unknown[] = [asked, sync, store, { now: () => new Date() }];
  const reader = new (FiguresReader as unknown as new (...given: readonly unknown[]) => FiguresReader)(...parts);
  return { reader, calls, written };
}

const aMember = (id: string): Member =>
  new Member(
    { agencyId: 'one', connectionId: id, token: 1n },
    { consent: null, subject: aSubject({ connectionId: id, platformAccountId: id }) },
  );

async function wholeOf(reader: FiguresReader, ids: readonly string[]) {
  const run = new GroupRun({ platform: 'network', leases: [], urgent: false }, new Date());
  const read = await reader.read(
    run,
    ids.map((id) => ({ member: aMember(id), ages: [{ age: 0, from: null, to: new Date() }] })),
  );
  return [...read].map(([member, { whole }]) => [member.lease.connectionId, whole]);
}

describe('figures of a group', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('are stored portion by portion, of whoever they are', async () => {
    const { reader, calls, written } = aReader({ postsOf: () => 2_500 });

    expect(await wholeOf(reader, ['a', 'b'])).toEqual([
      ['a', true],
      ['b', true],
    ]);
    expect(calls).toHaveLength(100);
    expect(written).toEqual([['a'], ['a', 'b'], ['b']]);
  });

  it('that reached a limit are asked for no further: what was read is kept, and only the rest is owed', async () => {
    const limited = new PlatformError('RATE_LIMITED');
    const { reader, calls, written } = aReader({
      postsOf: () => 3_000,
      answer: (call) => (call > 50 ? Promise.reject(limited) : Promise.resolve()),
    });

    expect(await wholeOf(reader, ['a', 'b'])).toEqual([
      ['a', false],
      ['b', false],
    ]);
    expect(calls.length).toBeLessThan(60);
    expect(written).toEqual([['a'], ['a']]);
  });

  it.each(['PROFILE_NOT_FOUND', 'PLATFORM_CONTRACT_CHANGED'] as const)(
    'of which one post fails the whole call with %s are read of all others, in few calls',
    async (code) => {
      const ids = Array.from({ length: SIZE }, (_, index) => (index === 17 ? 'bad' : `well-${index}`));
      const { reader, calls } = aReader({
        answer: (_, posts) =>
          posts.some(({ platformPostId }) => platformPostId === 'bad-0')
            ? Promise.reject(new PlatformError(code))
            : Promise.resolve(),
      });

      expect(await wholeOf(reader, ids)).toEqual(ids.map((id) => [id, id !== 'bad']));
      expect(calls.length).toBeLessThanOrEqual(13);
    },
  );

  it('of which no answer makes sense are not asked for over and over', async () => {
    const { reader, calls } = aReader({
      postsOf: () => 2_000,
      answer: () => Promise.reject(new PlatformError('PLATFORM_CONTRACT_CHANGED')),
    });

    expect(await wholeOf(reader, ['a'])).toEqual([['a', false]]);
    expect(calls.length).toBeLessThanOrEqual(2_000 / SIZE + 50);
  });

  it('that one connection spoils are stored of all others', async () => {
    const { reader } = aReader({
      stores: (ids) => {
        if (ids.includes('bad')) throw new Error('a row that cannot be');
      },
    });

    expect(await wholeOf(reader, ['a', 'bad', 'b'])).toEqual([
      ['a', true],
      ['bad', false],
      ['b', true],
    ]);
  });

  it('whose posts cannot be looked up are owed by everyone, and nobody fails of it', async () => {
    const { reader } = aReader({
      postsOf: () => {
        throw new Error('the database is away');
      },
    });

    expect(await wholeOf(reader, ['a', 'b'])).toEqual([
      ['a', false],
      ['b', false],
    ]);
  });
});
