import { recover } from './lost-page';

describe('a page whose code does not come', () => {
  const assign = jest.fn();
  const missed = jest.fn();
  const after = (answer: Promise<Partial<Response>>) =>
    recover('/today', { missed }, { fetch: () => answer as Promise<Response>, location: { assign } });

  beforeEach(() => {
    assign.mockReset();
    missed.mockReset();
  });

  it('is loaded whole where the server is there', async () => {
    await after(Promise.resolve({ ok: true }));
    expect(assign.mock.calls).toEqual([['/today']]);
    expect(missed).not.toHaveBeenCalled();
  });

  it.each([
    ['nobody answers', Promise.reject(new TypeError('Failed to fetch'))],
    ['what stands before it has nobody behind', Promise.resolve({ ok: false })],
  ])('leaves what is shown, and says so, when %s', async (_, answer) => {
    await after(answer);
    expect(assign).not.toHaveBeenCalled();
    expect(missed).toHaveBeenCalledTimes(1);
  });
});
