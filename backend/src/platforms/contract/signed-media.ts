/** Addresses of pictures that are signed: they expire, and differ from read to read though the picture is the same. */
export interface SignedMedia {
  /** What of an address names its picture: equal for all addresses of one picture. Pure. */
  picture(url: string): string;
  /** Until when an address leads to its picture; null where it does not say. Pure. */
  goodUntil(url: string): Date | null;
}

/** An address that is kept is good for another day, so that it outlives a night without syncs. */
const LEAST_LEFT_MS = 24 * 3_600_000;

/** Whether two addresses show the same picture; without a signature, they do where they are the same. */
export function samePicture(signed: SignedMedia | undefined, one: string | null, other: string | null): boolean {
  if (!signed || one === null || other === null) return one === other;
  return signed.picture(one) === signed.picture(other);
}

/** Which address to have from now on: the one there is, for as long as it shows the picture that was just read. */
export function addressToKeep(
  signed: SignedMedia | undefined,
  stored: string | null,
  read: string | null,
  now: Date,
): string | null {
  if (!signed || stored === null || !samePicture(signed, stored, read)) return read;
  const left = (signed.goodUntil(stored)?.getTime() ?? 0) - now.getTime();
  return left > LEAST_LEFT_MS ? stored : read;
}
