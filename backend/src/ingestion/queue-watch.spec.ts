import { QueueWatch } from './queue-watch.js';

const free = (waiting: number, now: number) => ({ waiting, free: true, now });

describe('the watch on the queue', () => {
  it('says nothing of jobs that wait for a moment', () => {
    const watch = new QueueWatch();
    expect(
      [free(3, 0), free(2, 2_000), free(0, 4_000), free(1, 6_000), free(1, 10_000)].map((l) => watch.look(l)),
    ).toEqual(Array(5).fill('hears'));
  });

  it('notices that jobs wait and none comes, and again while it stays so', () => {
    const watch = new QueueWatch();
    const said = [0, 1, 2, 3, 4, 5, 6, 9, 10].map((second) => watch.look(free(1, second * 1_000)));

    expect(said).toEqual([...Array<string>(5).fill('hears'), 'falls deaf', 'is deaf', 'is deaf', 'falls deaf']);
    expect(watch.deaf).toBe(true);
  });

  it('takes a worker that is busy for no deaf one', () => {
    const watch = new QueueWatch();
    expect([0, 4_000, 8_000].map((now) => watch.look({ waiting: 5, free: false, now }))).toEqual(
      Array(3).fill('hears'),
    );
  });

  it('is content as soon as a job comes', () => {
    const watch = new QueueWatch();
    watch.look(free(1, 0));
    expect(watch.look(free(1, 5_000))).toBe('falls deaf');

    watch.took();

    expect(watch.deaf).toBe(false);
    expect(watch.look(free(1, 6_000))).toBe('hears');
  });
});
