import { Logger } from '@nestjs/common';
import { PlatformError } from '../platforms/contract/platform-error.js';
import { ago, aReader, OLD, read, YOUNG } from './testing/a-figures-reader.js';

describe('a last call that is not full', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('waits where it holds only what is read seldom and is not late, and that alone is owed', async () => {
    const { reader, calls } = aReader({ postsOf: (id) => (id === 'old' ? 7 : 50), hoursAgo: 200 });

    const found = await read(reader, { young: { ages: [YOUNG] }, old: { ages: [OLD] } });

    expect(calls).toEqual([50]);
    expect([found.get('young')?.read, found.get('old')?.read]).toEqual([[YOUNG], []]);
  });

  it('goes out where somebody waits for it', async () => {
    const { reader, calls } = aReader({ postsOf: (id) => (id === 'old' ? 7 : 50), hoursAgo: 200 });

    await read(reader, { young: { ages: [YOUNG] }, old: { ages: [OLD] } }, true);

    expect(calls).toEqual([50, 7]);
  });
});

describe('new posts of which only ids are known', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('are looked up in one call for all, filled up with figures', async () => {
    const { reader, calls, looked, pages } = aReader({ postsOf: () => 30 });

    const found = await read(reader, { a: { fresh: 2 }, b: { fresh: 1 }, c: {} });

    expect([looked, calls]).toEqual([[50], [43]]);
    expect(pages).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    expect([...found.values()].map((one) => [one.read.length, one.failure, one.newestAt])).toEqual([
      [1, null, ago(1)],
      [1, null, ago(1)],
      [1, null, null],
    ]);
  });

  it('that are refused fail those whose they are; figures are read all the same, and those in the same call are owed', async () => {
    const limited = new PlatformError('RATE_LIMITED');
    const { reader, calls } = aReader({ postsOf: () => 40, details: () => Promise.reject(limited) });

    const found = await read(reader, { a: { fresh: 1 }, b: {}, c: {} });

    expect(calls).toEqual([50, 21]);
    expect([...found.values()].map((one) => [one.read.length, one.failure])).toEqual([
      [0, limited],
      [0, null],
      [1, null],
    ]);
  });

  it('that one account spoils are had of all others', async () => {
    const { reader, pages } = aReader({
      postsOf: () => 0,
      details: (ids) =>
        ids.some((id) => id.startsWith('bad'))
          ? Promise.reject(new PlatformError('PLATFORM_CONTRACT_CHANGED'))
          : Promise.resolve(),
    });

    const found = await read(reader, { a: { fresh: 1 }, bad: { fresh: 2 }, b: { fresh: 1 }, c: { fresh: 3 } });

    expect(pages.toSorted()).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 3],
    ]);
    expect([...found].flatMap(([id, { failure }]) => (failure ? [id] : []))).toEqual(['bad']);
  });
});
