import { Logger } from '@nestjs/common';
import { PlatformError } from '../platforms/contract/platform-error.js';
import type { FiguresReader } from './figures-reader.service.js';
import { aReader, read, SIZE } from './testing/a-figures-reader.js';

async function wholeOf(reader: FiguresReader, ids: readonly string[]) {
  const found = await read(reader, Object.fromEntries(ids.map((id) => [id, {}])));
  return [...found].map(([id, one]) => [id, one.read.length === 1]);
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
