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
