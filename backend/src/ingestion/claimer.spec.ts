import type { ClaimWish } from '../connections/connection-sync.service.js';
import { Claimer } from './claimer.service.js';

describe('claiming', () => {
  it('serves an agency that has its share after the others, those whom somebody waits for as well', async () => {
    const wishes: ClaimWish[] = [];
    const sync = { claim: (wish: ClaimWish) => Promise.resolve(wishes.push(wish)).then(() => []) };
    const queue = { waiting: () => Promise.resolve(0) };
    const share = { connections: 200, groups: 2 };
    const runner = {
      ...{ busy: 0, busyUrgent: 0, busyOf: () => 0, busyUrgentOf: () => 0 },
      crowded: (asked: unknown) => (asked === share ? ['greedy'] : []),
    };
    const rooms = () => [{ platform: 'x', most: 1, aheadSeconds: 0, multiple: 1 }];
    const pace = {
      ...{ slots: 4, slotsOfUrgent: 1, shareOfAgency: share, filled: () => false, isWhole: () => true },
      ...{ rooms, urgentRooms: rooms },
    };
    const claimer = new (Claimer as unknown as new (...parts: readonly unknown[]) => Claimer)(
      ...[sync, queue, runner, {}, pace],
    );

    await claimer.claim(() => Promise.resolve());
    await claimer.claimUrgent({ begin: () => undefined, take: () => Promise.resolve() });

    expect(wishes.map(({ heldBack }) => heldBack)).toEqual([['greedy'], ['greedy']]);
  });
});

describe('half of the slots', () => {
  const halfFree = (busy: number, busyOfFull: number): boolean => {
    const runner = { busy, busyOfFull: (most: number) => (most === 4 ? busyOfFull : Number.NaN) };
    const pace = { slots: 8, slotsOfPlatform: 4 };
    return new (Claimer as unknown as new (...parts: readonly unknown[]) => Claimer)({}, {}, runner, {}, pace).halfFree;
  };

  it.each([
    [8, 0, false],
    [5, 0, false],
    [4, 0, true],
    [0, 0, true],
  ])('are free where %d are busy, %d of them on platforms with their share: %p', (busy, full, free) => {
    expect(halfFree(busy, full)).toBe(free);
  });

  it.each([
    [8, 8, false],
    [8, 4, false],
    [7, 4, false],
    [6, 4, true],
    [4, 4, true],
    [9, 9, false],
  ])('are counted beside full platforms: %d busy, %d of them there: %p', (busy, full, free) => {
    expect(halfFree(busy, full)).toBe(free);
  });
});
