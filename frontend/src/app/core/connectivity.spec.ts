import { Connectivity, isNoAnswer } from './connectivity';

describe('whether Rostrum answers', () => {
  beforeEach(() => jest.useFakeTimers({ now: new Date('2026-11-22T14:05:00Z') }));
  afterEach(() => jest.useRealTimers());

  it('remembers the last answer, however often it is missed after that', () => {
    const connectivity = new Connectivity();
    connectivity.heard();
    jest.advanceTimersByTime(10_000);
    connectivity.missed();
    jest.advanceTimersByTime(10_000);
    connectivity.missed();
    expect(connectivity.awaySince()).toEqual(new Date('2026-11-22T14:05:00Z'));
    connectivity.heard();
    expect(connectivity.awaySince()).toBeNull();
    jest.advanceTimersByTime(10_000);
    connectivity.missed();
    expect(connectivity.awaySince()).toEqual(new Date('2026-11-22T14:05:20Z'));
  });

  it.each([
    [0, null, true],
    [502, null, true],
    [503, null, true],
    [504, null, true],
    [503, 'PLATFORM_UNAVAILABLE', false],
    [500, null, false],
    [429, null, false],
    [404, null, false],
  ])('takes %s %s for no answer: %s', (status, connectionCode, expected) => {
    expect(isNoAnswer({ status, connectionCode })).toBe(expected);
  });
});
