import { roomsOf, urgentRooms } from './rooms.js';

const load = (platform: string, running = 0, batch = 50) => ({ platform, running, batch });

describe('rooms', () => {
  it('share the free slots out, in groups of each platform’s size', () => {
    expect(roomsOf([load('a'), load('b', 0, 1)], 8, 4)).toEqual([
      { platform: 'a', most: 4 * 500, alone: 4, batch: 50, multiple: 500, aheadSeconds: 300, soonSeconds: 45 },
      { platform: 'b', most: 4, alone: 4, batch: 1, multiple: 1, aheadSeconds: 0, soonSeconds: 0 },
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
    expect(urgentRooms([load('a')], 0, 2)).toEqual([]);
  });

  it('are there for whom somebody waits, but not past so many who wait of one platform', () => {
    expect(urgentRooms([load('full', 1), load('one', 0, 1), load('hangs', 2)], 2, 2)).toMatchObject([
      { platform: 'full', most: 200, alone: 2, urgentOnly: true, aheadSeconds: 0 },
      { platform: 'one', most: 2, alone: 2, urgentOnly: true },
    ]);
  });
});
