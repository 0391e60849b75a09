/** What a talent's place comes to: how far they are, and whether something is on its way that is worth looking for. */
import type { Place, PlaceConnection, PlacePlatform } from '../core/api/models';

/** Those that count: what cannot be connected at present is nobody's to do. */
const asked = ({ platforms }: Place): readonly PlacePlatform[] =>
  platforms.filter(({ state }) => state !== 'unavailable');

const isConnected = ({ state }: PlacePlatform): boolean => state === 'connected';

export interface Progress {
  readonly done: number;
  readonly all: number;
  /** Names of those that wait, or were put off. */
  readonly later: readonly string[];
  /** In hundredths. */
  readonly share: number;
}

export function progressOf(place: Place): Progress {
  const all = asked(place);
  const done = all.filter(isConnected).length;
  const later = all.filter((one) => !isConnected(one)).map(({ name }) => name);
  return { done, all: all.length, later, share: all.length ? (100 * done) / all.length : 0 };
}

/** Consent was given, and the first read has not ended. */
export const isFirstRead = ({ status, lastReadAt }: PlaceConnection): boolean =>
  lastReadAt === null && (status === 'PENDING' || status === 'SYNCING');

export const isOnItsWay = ({ platforms }: Place): boolean =>
  platforms.some(({ connections }) => connections.some(isFirstRead));

/** Nothing waits for the talent: neither a first consent nor one that has to be given again. */
export function isComplete(place: Place): boolean {
  const { done, all } = progressOf(place);
  return all > 0 && done === all && !place.platforms.some(({ connections }) => connections.some(needsHand));
}

const needsHand = ({ needsReconnect, missing }: PlaceConnection): boolean => needsReconnect || missing.length > 0;

/** The one whose button is the page's first: what has ended before what was never begun. */
export function nextUp({ platforms }: Place): string | null {
  const ended = platforms.find(({ connections }) => connections.some((one) => one.needsReconnect));
  return (ended ?? platforms.find(({ state }) => state === 'open'))?.platform ?? null;
}

/** What has become connected since: to be said aloud, as nobody has pressed anything here. */
export function newlyConnected(before: Place | null, now: Place): readonly string[] {
  if (!before) return [];
  const known = new Set(before.platforms.filter(isConnected).map(({ platform }) => platform));
  return now.platforms.filter((one) => isConnected(one) && !known.has(one.platform)).map(({ name }) => name);
}
