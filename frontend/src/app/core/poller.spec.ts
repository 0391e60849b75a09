import { Poller, nudgePollers } from './poller';

let hidden = false;

function show(visible: boolean): void {
  hidden = !visible;
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('Poller', () => {
  let poller: Poller;
  const task = jest.fn<Promise<void>, [boolean]>();

  beforeEach(() => {
    jest.useFakeTimers();
    hidden = false;
    jest.spyOn(document, 'visibilityState', 'get').mockImplementation(() => (hidden ? 'hidden' : 'visible'));
    task.mockReset().mockResolvedValue();
    poller = new Poller(document, task);
  });

  afterEach(() => {
    poller.stop();
    jest.useRealTimers();
  });

  it('asks every ten seconds', async () => {
    await jest.advanceTimersByTimeAsync(9_999);
    expect(task).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(20_001);
    expect(task).toHaveBeenCalledTimes(3);
  });

  it('rests in a hidden tab and asks at once on return', async () => {
    show(false);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(task).not.toHaveBeenCalled();
    show(true);
    expect(task).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(task).toHaveBeenCalledTimes(2);
  });

  it('asks every two seconds while somebody waits for something, for a minute at most', async () => {
    poller.watch();
    await jest.advanceTimersByTimeAsync(6_000);
    expect(task).toHaveBeenCalledTimes(3);
    poller.unwatch();
    await jest.advanceTimersByTimeAsync(12_000);
    expect(task).toHaveBeenCalledTimes(5);
  });

  it('tells a question that news brought from one that was due', async () => {
    nudgePollers();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(task.mock.calls).toEqual([[true], [false]]);
  });

  it('never has two questions open', async () => {
    let answer: () => void = () => undefined;
    task.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
    await jest.advanceTimersByTimeAsync(30_000);
    show(true);
    expect(task).toHaveBeenCalledTimes(1);
    answer();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(task).toHaveBeenCalledTimes(2);
  });

  it('asks at once when something is said to have changed, and once more when it was just asking', async () => {
    let answer: () => void = () => undefined;
    task.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
    nudgePollers();
    nudgePollers();
    nudgePollers();
    expect(task).toHaveBeenCalledTimes(1);
    answer();
    await jest.advanceTimersByTimeAsync(0);
    expect(task).toHaveBeenCalledTimes(2);
    answer();
    await jest.advanceTimersByTimeAsync(9_999);
    expect(task).toHaveBeenCalledTimes(2);
  });

  it('lets news wait while nobody looks', () => {
    show(false);
    nudgePollers();
    expect(task).not.toHaveBeenCalled();
    show(true);
    expect(task).toHaveBeenCalledTimes(1);
  });

  it('is over when stopped', async () => {
    poller.stop();
    show(true);
    nudgePollers();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(task).not.toHaveBeenCalled();
  });
});
