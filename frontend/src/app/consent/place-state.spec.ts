import { aPlace, aPlaceConnection, aPlacePlatform } from '../../testing/place-samples';
import { isComplete, isOnItsWay, newlyConnected, nextUp, progressOf } from './place-state';

const connected = (name: string, change = {}) =>
  aPlacePlatform({
    platform: name.toLowerCase(),
    name,
    state: 'connected',
    connections: [aPlaceConnection(change)],
  });
const waiting = (name: string) => aPlacePlatform({ platform: name.toLowerCase(), name });

describe('how far somebody is', () => {
  it('counts what can be connected, and names what waits', () => {
    const place = aPlace({
      platforms: [
        connected('Gram'),
        waiting('Tube'),
        aPlacePlatform({ name: 'Tok', state: 'declined' }),
        aPlacePlatform({ name: 'Away', state: 'unavailable' }),
      ],
    });
    expect(progressOf(place)).toEqual({ done: 1, all: 3, later: ['Tube', 'Tok'], share: 100 / 3 });
    expect(isComplete(place)).toBe(false);
  });

  it('is at the end once nothing needs the talent', () => {
    expect(isComplete(aPlace({ platforms: [connected('Gram')] }))).toBe(true);
    expect(isComplete(aPlace({ platforms: [connected('Gram', { needsReconnect: true })] }))).toBe(false);
    expect(isComplete(aPlace({ platforms: [connected('Gram', { missing: ['insights'] })] }))).toBe(false);
    expect(isComplete(aPlace({ platforms: [] }))).toBe(false);
  });

  it('puts what has ended before what was never begun', () => {
    expect(nextUp(aPlace({ platforms: [waiting('Tube'), connected('Gram', { needsReconnect: true })] }))).toBe('gram');
    expect(nextUp(aPlace({ platforms: [connected('Gram'), waiting('Tube')] }))).toBe('tube');
    expect(nextUp(aPlace({ platforms: [connected('Gram')] }))).toBeNull();
  });

  it('is looked at often only while a first read is on its way', () => {
    const first = { lastReadAt: null, status: 'SYNCING' };
    expect(isOnItsWay(aPlace({ platforms: [connected('Gram', first)] }))).toBe(true);
    expect(isOnItsWay(aPlace({ platforms: [connected('Gram', { ...first, status: 'ERROR' })] }))).toBe(false);
    expect(isOnItsWay(aPlace({ platforms: [connected('Gram', { status: 'SYNCING' })] }))).toBe(false);
  });

  it('tells what has become connected since', () => {
    const before = aPlace({ platforms: [connected('Gram'), waiting('Tube')] });
    const now = aPlace({ platforms: [connected('Gram'), connected('Tube')] });
    expect(newlyConnected(before, now)).toEqual(['Tube']);
    expect(newlyConnected(null, now)).toEqual([]);
  });
});
