/**
 * Simulated channel ids carry their handle: up to 24 characters of [a-z0-9_.-] are a number in base 40, which fits into
 * an id's 128 bits. Longer and non-Latin handles get an id by hash, from the range that numbers cannot reach; those are
 * known by id only once somebody has asked for the handle.
 */
import { createHash } from 'node:crypto';
import { isChannelId, isHandle } from './youtube.urls.js';

const SYMBOLS = 'abcdefghijklmnopqrstuvwxyz0123456789_.-';
const BASE = BigInt(SYMBOLS.length + 1);
const LONGEST = 24;
const NUMBERS = BASE ** BigInt(LONGEST);
const ALL = 1n << 128n;
/** Makes neighbours look unlike each other; no secret. */
const MASK = 0x8f3a51c7d20be6947c15fa80632de9b5n;

function toNumber(handle: string): bigint | null {
  if (handle.length > LONGEST || [...handle].some((char) => !SYMBOLS.includes(char))) return null;
  return [...handle].reduce((sum, char) => sum * BASE + BigInt(SYMBOLS.indexOf(char) + 1), 0n);
}

function fromNumber(number: bigint): string {
  let handle = '';
  for (let rest = number; rest > 0n; rest /= BASE) handle = (SYMBOLS[Number(rest % BASE) - 1] ?? '') + handle;
  return handle;
}

const encode = (number: bigint): string =>
  `UC${Buffer.from((number ^ MASK).toString(16).padStart(32, '0'), 'hex').toString('base64url')}`;
const decode = (id: string): bigint => BigInt(`0x${Buffer.from(id.slice(2), 'base64url').toString('hex')}`) ^ MASK;

const CHANNEL_BITS = 40n;
const INDEX_BITS = 24n;

export class ChannelIdentities {
  /** Handles by id, for ids made by hash. */
  private readonly hashed = new Map<string, string>();
  /** Channel ids by the part of them that video ids carry; filled by every channel that is asked for. */
  private readonly channels = new Map<bigint, string>();

  /** The id for a handle; null for what cannot be a handle. */
  channelOf(rawHandle: string): string | null {
    const handle = rawHandle.replace(/^@/, '').normalize('NFC').toLowerCase();
    if (!isHandle(handle)) return null;
    const number = toNumber(handle);
    const id = encode(number ?? NUMBERS + (this.digest(handle, 128n) % (ALL - NUMBERS)));
    if (number === null) this.hashed.set(id, handle);
    return id;
  }

  /** The handle that a channel began with; null where no channel has this id. */
  nameOf(id: string): string | null {
    if (!isChannelId(id)) return null;
    const number = decode(id);
    const handle = number < NUMBERS ? fromNumber(number) : (this.hashed.get(id) ?? '');
    return isHandle(handle) && this.channelOf(handle) === id ? handle : null;
  }

  /** From now on the channel's videos are known by their ids; the part of those that stands for the channel. */
  meet(channelId: string): bigint {
    const key = this.digest(channelId, CHANNEL_BITS);
    this.channels.set(key, channelId);
    return key;
  }

  /** 64 bits: part of a digest of the channel, and the index. */
  videoOf(channelId: string, index: number): string {
    const key = this.meet(channelId);
    const bits = (key << INDEX_BITS) | (BigInt(index) ^ (key & ((1n << INDEX_BITS) - 1n)));
    return Buffer.from(bits.toString(16).padStart(16, '0'), 'hex').toString('base64url');
  }

  /** Null for videos of channels that nobody has asked for since this process began. */
  readVideo(videoId: string): { channelId: string; index: number } | null {
    if (!/^[\w-]{11}$/.test(videoId)) return null;
    const bits = BigInt(`0x${Buffer.from(videoId, 'base64url').toString('hex')}`);
    const key = bits >> INDEX_BITS;
    const channelId = this.channels.get(key);
    return channelId === undefined ? null : { channelId, index: Number((bits ^ key) & ((1n << INDEX_BITS) - 1n)) };
  }

  private digest(text: string, bits: bigint): bigint {
    return BigInt(`0x${createHash('sha256').update(text).digest('hex')}`) >> (256n - bits);
  }
}
