import { TestBed } from '@angular/core/testing';
import { Live } from './live';
import { Poller } from './poller';

class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeSource[] = [];
  readyState = 0;

  constructor(
    readonly url: string,
    readonly options: EventSourceInit,
  ) {
    super();
    FakeSource.opened.push(this);
  }

  close(): void {
    this.readyState = FakeSource.CLOSED;
  }

  says(type: string): void {
    this.dispatchEvent(new Event(type));
  }

  refused(): void {
    this.readyState = FakeSource.CLOSED;
    this.says('error');
  }
}

const last = (): FakeSource => {
  const source = FakeSource.opened.at(-1);
  if (!source) throw new Error('nothing was opened');
  return source;
};

describe('Live', () => {
  const asked = jest.fn<Promise<void>, []>();
  let hidden = false;
  let poller: Poller;
  let live: Live;
  const show = (visible: boolean) => {
    hidden = !visible;
    document.dispatchEvent(new Event('visibilitychange'));
  };

  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    jest.spyOn(document, 'visibilityState', 'get').mockImplementation(() => (hidden ? 'hidden' : 'visible'));
    hidden = false;
    FakeSource.opened = [];
    Object.assign(globalThis, { EventSource: FakeSource });
    asked.mockReset().mockResolvedValue();
    poller = new Poller(document, asked);
    live = TestBed.inject(Live);
    live.start();
  });
  afterEach(() => {
    live.stop();
    poller.stop();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('listens at the own origin, once', () => {
    live.start();
    expect(FakeSource.opened.map(({ url, options }) => [url, options])).toEqual([
      ['/api/v1/events', { withCredentials: false }],
    ]);
  });

  it.each(['connections', 'imports'])('asks at once when %s have changed', (kind) => {
    last().says(kind);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('asks once for a flurry, and once more after it', async () => {
    for (let n = 0; n < 20; n += 1) last().says('connections');
    expect(asked).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1_500);
    expect(asked).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(1_500);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('leaves it to the browser to connect again, and then asks for what it missed', () => {
    last().says('open');
    expect(asked).not.toHaveBeenCalled();
    last().says('error');
    last().says('open');
    expect(FakeSource.opened).toHaveLength(1);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('tries ever more rarely where the server refuses', async () => {
    for (const [wait, opened] of [
      [5_000, 2],
      [10_000, 3],
      [20_000, 4],
    ] as const) {
      last().refused();
      await jest.advanceTimersByTimeAsync(wait - 1);
      expect(FakeSource.opened).toHaveLength(opened - 1);
      await jest.advanceTimersByTimeAsync(1);
      expect(FakeSource.opened).toHaveLength(opened);
    }
  });

  it('stops listening in a tab that stays hidden, and begins again when it is shown', async () => {
    show(false);
    await jest.advanceTimersByTimeAsync(59_999);
    expect(last().readyState).toBe(0);
    await jest.advanceTimersByTimeAsync(1);
    expect(last().readyState).toBe(FakeSource.CLOSED);
    show(true);
    expect(FakeSource.opened).toHaveLength(2);
  });

  it('is silent once stopped', async () => {
    const source = last();
    live.stop();
    expect(source.readyState).toBe(FakeSource.CLOSED);
    show(true);
    await jest.advanceTimersByTimeAsync(9_000);
    expect(FakeSource.opened).toHaveLength(1);
  });
});
