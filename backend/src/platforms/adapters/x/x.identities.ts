/**
 * Simulated ids carry the name they belong to, as far as 19 digits can, which is nearly always. The others get an id by hash,
 * from the range that packed names cannot reach; those are known by id only once somebody has asked for the name.
 */
import { createHash, hash } from 'node:crypto';
import { packName, unpackName } from './x.packed-names.js';
import { isUserId, isUsername } from './x.urls.js';

const LONGEST = 15;
const PACKED = 9n * 10n ** 18n;
const ALL = 10n ** 19n;
/** Makes neighbours look unlike each other; no secret. A prime, so that it shares no factor with the number of numbers. */
const FACTOR = 999_999_999_999_999_989n;
/** By which numbers become themselves again. */
const INVERSE = inverseOf(FACTOR, PACKED);

function inverseOf(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value, modulus, 1n, 0n];
  while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return ((x % modulus) + modulus) % modulus;
}

export class UserIdentities {
  /** Names by id, for ids made by hash. */
  private readonly hashed = new Map<string, string>();

  /** The id for a name; null for what cannot be one. */
  idOf(rawName: string): string | null {
    const name = rawName.toLowerCase();
    if (!isUsername(name)) return null;
    const packed = packName(name);
    if (packed < PACKED) return String((packed * FACTOR) % PACKED);
    const digest = BigInt(`0x${createHash('sha256').update(name).digest('hex')}`);
    const id = String(PACKED + (digest % (ALL - PACKED)));
    this.hashed.set(id, name);
    return id;
  }

  /** The name that an account began with; null where no account has this id. */
  nameOf(id: string): string | null {
    if (!isUserId(id)) return null;
    const number = BigInt(id);
    const name = number < PACKED ? unpackName((number * INVERSE) % PACKED, LONGEST) : (this.hashed.get(id) ?? '');
    return isUsername(name) && this.idOf(name) === id ? name : null;
  }
}

/** Post ids hold the time in their upper 42 bits, as the real ones do; the others are a digest of whose post it is. */
const IDS_BEGIN = 1_288_834_974_657;
const DIGEST_BITS = 22n;

export const digestOf = (owner: string): number => hash('sha256', owner, 'buffer').readUInt32BE(0) >>> 10;

export function postIdOf(owner: string, publishedAt: Date): string {
  return String((BigInt(publishedAt.getTime() - IDS_BEGIN) << DIGEST_BITS) | BigInt(digestOf(owner)));
}

/** What a post id tells: the digest of its owner, and when it was published. */
export function readPostId(id: string): { digest: number; publishedAt: number } {
  const bits = BigInt(id);
  const digest = Number(bits & ((1n << DIGEST_BITS) - 1n));
  return { digest, publishedAt: Number(bits >> DIGEST_BITS) + IDS_BEGIN };
}
