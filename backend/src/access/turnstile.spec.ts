import { ApiError } from '../core/errors.js';
import { Turnstile } from './turnstile.js';

/** Work that ends when it is told to. */
function held() {
  const ends: (() => void)[] = [];
  const work = () => new Promise<void>((resolve) => ends.push(resolve));
  return { ends, work };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('Turnstile', () => {
  it('lets two through and the third when one is done', async () => {
    const { ends, work } = held();
    const turnstile = new Turnstile(2, 10);
    const passing = [1, 2, 3].map(() => turnstile.pass(work));
    await settled();
    expect(ends).toHaveLength(2);
    ends[0]?.();
    await passing[0];
    await settled();
    expect(ends).toHaveLength(3);
    ends.forEach((end) => end());
    await Promise.all(passing);
  });

  it('turns away whoever finds the queue full, and says when to come again', async () => {
    const { ends, work } = held();
    const turnstile = new Turnstile(1, 1);
    const passing = [turnstile.pass(work), turnstile.pass(work)];
    const error = await turnstile.pass(work).catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: 'SERVICE_UNAVAILABLE', details: { retryAfterSeconds: 5 } });
    ends[0]?.();
    await passing[0];
    await settled();
    ends[1]?.();
    await Promise.all(passing);
  });

  it('gives the place back when the work fails', async () => {
    const turnstile = new Turnstile(1, 0);
    await expect(turnstile.pass(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(turnstile.pass(() => Promise.resolve('yes'))).resolves.toBe('yes');
  });
});
