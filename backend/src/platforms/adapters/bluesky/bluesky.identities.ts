/** Simulated DIDs carry their handle, so that any process can answer for any of them without having met it before. */
import { isDid, isHandle } from './bluesky.urls.js';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const DOMAIN = '.bsky.social';
const BYTES = 15;
/** Makes neighbours look unlike each other; no secret. */
const MASK = Buffer.from('b4d5e1097fa23c6688d01e4bc7935a', 'hex');

const masked = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte, index) => byte ^ (MASK[index] ?? 0)));

/** Five bytes are eight letters. */
function toBase32(bytes: Buffer): string {
  let text = '';
  for (let start = 0; start < BYTES; start += 5) {
    const bits = bytes.readUIntBE(start, 5);
    for (let shift = 7; shift >= 0; shift -= 1) text += ALPHABET[Math.floor(bits / 32 ** shift) % 32] ?? '';
  }
  return text;
}

function fromBase32(text: string): Buffer {
  const bytes = Buffer.alloc(BYTES);
  for (let start = 0; start < BYTES; start += 5) {
    const letters = [...text.slice((start / 5) * 8, (start / 5 + 1) * 8)];
    bytes.writeUIntBE(
      letters.reduce((sum, letter) => sum * 32 + ALPHABET.indexOf(letter), 0),
      start,
      5,
    );
  }
  return bytes;
}

/** Short names under the default domain fit into a did:plc; every other handle gets a did:web, which is its name. */
export function didOf(handle: string): string {
  const name = handle.endsWith(DOMAIN) ? handle.slice(0, -DOMAIN.length) : '';
  if (name === '' || name.includes('.') || name.length > BYTES) return `did:web:${handle}`;
  return `did:plc:${toBase32(masked(Buffer.concat([Buffer.from(name), Buffer.alloc(BYTES - name.length)])))}`;
}

/** The handle that a DID was made from, or the handle itself; null for what cannot be an account here. */
export function nameOf(actor: string): string | null {
  if (!isDid(actor)) return isHandle(actor.toLowerCase()) ? actor.toLowerCase() : null;
  const web = /^did:web:(.+)$/.exec(actor)?.[1];
  const name =
    web ??
    masked(fromBase32(actor.slice('did:plc:'.length)))
      .toString('latin1')
      .replace(/\0+$/, '');
  const handle = web ?? `${name}${DOMAIN}`;
  return isHandle(handle) && didOf(handle) === actor ? handle : null;
}

/** Record keys look like timestamps in base 32 and carry a post's index. */
export function recordKey(index: number): string {
  return `3k${index.toString(32).padStart(11, '0')}`;
}

/** The index in a record key; null for any other key. */
export function indexOf(key: string): number | null {
  return /^3k[0-9a-v]{11}$/.test(key) ? Number.parseInt(key.slice(2), 32) : null;
}
