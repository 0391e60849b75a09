import { nextMultiple, roomsOf, urgentRooms } from './rooms.js';

const load = (platform: string, running = 0, batch = 50) => ({ platform, running, batch, multiple: batch });

describe('rooms', () => {
  it('share the free slots out, in groups of each platform’s size', () => {
    expect(roomsOf([load('a'), load('b', 0, 1)], 8, 4)).toEqual([
      { platform: 'a', most: 4 * 500, alone: 4, aheadSeconds: 300, multiple: 50 },
      { platform: 'b', most: 4, alone: 4, aheadSeconds: 0, multiple: 1 },
    ]);
  });

  it('hold back a platform that has its share, so that one that hangs never takes all', () => {
    expect(roomsOf([load('hangs', 4, 1), load('a', 1, 1), load('b', 3, 1)], 8, 4)).toMatchObject([
      { platform: 'a', most: 3 },
      { platform: 'b', most: 1 },
    ]);
  });

  it('are none where nothing is free', () => {
    expect(roomsOf([load('a')], 0, 4)).toEqual([]);
    expect(roomsOf([load('a', 4)], 8, 4)).toEqual([]);
    expect(urgentRooms([load('a')], 0)).toEqual([]);
  });

  it('are there for whom somebody waits, however much runs of the platform', () => {
    expect(urgentRooms([load('full', 4), load('one', 4, 1)], 2)).toMatchObject([
      { platform: 'full', most: 200, alone: 2, urgentOnly: true, aheadSeconds: 0 },
      { platform: 'one', most: 2, alone: 2, urgentOnly: true },
    ]);
  });
});

describe('the size of groups', () => {
  it('grows while there is enough to fill them, up to the largest', () => {
    expect([50, 100, 200, 400].map((multiple) => nextMultiple(multiple, 50, multiple))).toEqual([100, 200, 400, 500]);
    expect(nextMultiple(500, 50, 1_000)).toBe(500);
  });

  it('begins anew where there was less', () => {
    expect(nextMultiple(400, 50, 130)).toBe(50);
    expect(nextMultiple(1, 1, 3)).toBe(1);
  });

  it('stays where there was nothing', () => {
    expect(nextMultiple(400, 50, 0)).toBe(400);
  });
});
