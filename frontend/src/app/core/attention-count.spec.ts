import { TestBed } from '@angular/core/testing';
import { ApiClient } from './api-client';
import { AttentionCount } from './attention-count';

describe('how many profiles need a hand', () => {
  const get = jest.fn<Promise<{ total: number }>, []>();
  const make = () => {
    TestBed.configureTestingModule({ providers: [{ provide: ApiClient, useValue: { get } }] });
    return TestBed.inject(AttentionCount);
  };

  it('is what was last counted, also while nothing answers', async () => {
    const count = make();
    expect(count.total()).toBeNull();
    get.mockResolvedValueOnce({ total: 3 });
    await count.read();
    get.mockRejectedValueOnce(new Error('away'));
    await count.read();
    expect(count.total()).toBe(3);
  });

  it.each([
    ['Today has counted meanwhile', (count: AttentionCount) => count.take(1), 1],
    ['somebody has signed out meanwhile', (count: AttentionCount) => count.forget(), null],
  ])('is no older answer where %s', async (_, meanwhile, expected) => {
    const count = make();
    let answer: (of: { total: number }) => void = () => undefined;
    get.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const reading = count.read();
    meanwhile(count);
    answer({ total: 9 });
    await reading;
    expect(count.total()).toBe(expected);
  });
});
