/**
 * How a secret is sealed: AES-256-GCM, bound to the one place it was sealed for. What stands in the database is
 * format 1 | key version 4 | IV 12 | tag 16 | ciphertext; moved to another row or column it does not open.
 */
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Where something sealed belongs: nothing of this is secret, and all of it has to be right to open it. */
export interface Place {
  readonly agencyId: string;
  readonly ownerId: string;
  readonly kind: string;
  readonly keyVersion: number;
}

/** Whose data key is wrapped, and by which key of the ring. */
export interface Wrapping {
  readonly ringKey: string;
  readonly agencyId: string;
  readonly version: number;
}

/** Not sealed with this key for this place, or changed since. Says nothing of what was inside. */
export class EnvelopeError extends Error {
  constructor() {
    super('what was sealed does not open here');
    this.name = 'EnvelopeError';
  }
}

const FORMAT = 1;
const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const VERSION_AT = 1;
const IV_AT = 5;
const TAG_AT = 17;
const TEXT_AT = 33;
/** Random, as 96 bits may be: a data key seals far fewer than the 2³² texts for which chance is good enough. */
const IV_BYTES = TAG_AT - IV_AT;

export function seal(key: KeyObject, place: Place, text: string): Buffer {
  return encrypt(key, place.keyVersion, placeName(place), Buffer.from(text, 'utf8'));
}

/** Throws EnvelopeError. */
export function open(key: KeyObject, place: Place, bytes: Uint8Array): string {
  return decrypt(key, place.keyVersion, placeName(place), bytes).toString('utf8');
}

export function newDataKey(): KeyObject {
  return createSecretKey(randomBytes(KEY_BYTES));
}

export function wrap(ringKey: KeyObject, of: Wrapping, dataKey: KeyObject): Buffer {
  return encrypt(ringKey, of.version, wrappingName(of), dataKey.export());
}

/** Throws EnvelopeError. */
export function unwrap(ringKey: KeyObject, of: Wrapping, bytes: Uint8Array): KeyObject {
  return createSecretKey(decrypt(ringKey, of.version, wrappingName(of), bytes));
}

/** By which version of the agency's data key this was sealed; null for bytes that were never sealed here. */
export function keyVersionOf(bytes: Uint8Array): number | null {
  if (bytes.length < TEXT_AT || bytes[0] !== FORMAT) return null;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).readUInt32BE(VERSION_AT);
}

function encrypt(key: KeyObject, version: number, name: Buffer, plain: Buffer): Buffer {
  const head = Buffer.alloc(IV_AT);
  head.writeUInt8(FORMAT, 0);
  head.writeUInt32BE(version, VERSION_AT);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(name);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([head, iv, cipher.getAuthTag(), text]);
}

function decrypt(key: KeyObject, version: number, name: Buffer, bytes: Uint8Array): Buffer {
  if (keyVersionOf(bytes) !== version) throw new EnvelopeError();
  const authTagLength = TEXT_AT - TAG_AT;
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(IV_AT, TAG_AT), { authTagLength });
  decipher.setAAD(name).setAuthTag(bytes.subarray(TAG_AT, TEXT_AT));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(TEXT_AT)), decipher.final()]);
  } catch {
    throw new EnvelopeError();
  }
}

const placeName = ({ agencyId, ownerId, kind, keyVersion }: Place): Buffer =>
  named('sealed', keyVersion, [agencyId, ownerId, kind]);

const wrappingName = ({ ringKey, agencyId, version }: Wrapping): Buffer =>
  named('wrapped', version, [ringKey, agencyId]);

/** Each part goes with its length, so that no two lists of parts look alike. */
function named(purpose: string, version: number, parts: readonly string[]): Buffer {
  const head = Buffer.alloc(IV_AT);
  head.writeUInt8(FORMAT, 0);
  head.writeUInt32BE(version, VERSION_AT);
  return Buffer.concat([head, ...[purpose, ...parts].flatMap(withLength)]);
}

function withLength(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return [length, bytes];
}
