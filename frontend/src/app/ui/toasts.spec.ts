import { Toasts } from './toasts';

describe('Toasts', () => {
  let toasts: Toasts;
  const texts = () => toasts.shown().map(({ text }) => text);

  beforeEach(() => {
    jest.useFakeTimers();
    toasts = new Toasts();
  });
  afterEach(() => jest.useRealTimers());

  it('shows what went well for six seconds and what went wrong until it is closed', () => {
    toasts.good('Saved.');
    toasts.bad('Refused.');
    jest.advanceTimersByTime(6_000);
    expect(texts()).toEqual(['Refused.']);
    toasts.close(2);
    expect(texts()).toEqual([]);
  });

  it('keeps three at a time', () => {
    for (const text of ['one', 'two', 'three', 'four']) toasts.bad(text);
    expect(texts()).toEqual(['two', 'three', 'four']);
  });

  it('offers to take a deed back for ten seconds', () => {
    const action = jest.fn();
    toasts.undo('Archived.', action);
    jest.advanceTimersByTime(9_999);
    expect(toasts.undoable()?.text).toBe('Archived.');
    jest.advanceTimersByTime(1);
    expect(toasts.undoable()).toBeNull();
    toasts.undoLast();
    expect(action).not.toHaveBeenCalled();
  });

  it('stays while somebody looks at it, and has its whole time after that', () => {
    toasts.undo('Archived.', jest.fn());
    jest.advanceTimersByTime(9_000);
    toasts.hold();
    jest.advanceTimersByTime(60_000);
    expect(texts()).toEqual(['Archived.']);
    toasts.release();
    jest.advanceTimersByTime(9_999);
    expect(texts()).toEqual(['Archived.']);
    jest.advanceTimersByTime(1);
    expect(texts()).toEqual([]);
  });

  it('takes back once, however often it is asked, and says so', async () => {
    let finish: () => void = () => undefined;
    const action = jest.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    toasts.undo('Archived.', action);
    const [shown] = toasts.shown();
    toasts.undoLast();
    toasts.undoLast();
    shown?.action?.run();
    expect(action).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(60_000);
    expect(toasts.shown()).toMatchObject([{ text: 'Archived.', busy: true }]);
    finish();
    await jest.advanceTimersByTimeAsync(0);
    expect(toasts.shown()).toMatchObject([{ text: 'Undone.', busy: false, action: null }]);
    await jest.advanceTimersByTimeAsync(6_000);
    expect(texts()).toEqual([]);
  });

  it('says why a deed could not be taken back', async () => {
    toasts.undo('Archived.', () => Promise.reject(new Error('The account was connected anew meanwhile.')));
    toasts.undoLast();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(toasts.shown()).toMatchObject([{ tone: 'bad', text: 'The account was connected anew meanwhile.' }]);
  });
});
