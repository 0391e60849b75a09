/**
 * Counts sign-ins before they are checked, for all processes together: per account and address, and per address. Nothing
 * counts per account alone, so that nobody can lock a person out from afar. While Redis is away, memory counts instead.
 */
import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { KeyedHash } from '../core/crypto/keyed-hash.js';
import { RateLimit } from './rate-limit.js';
import { ThrottleRedis } from './throttle-redis.js';

const WINDOW_SECONDS = 15 * 60;
const PER_ACCOUNT_AND_ADDRESS = 5;
const PER_ADDRESS = 50;

export interface Refusal {
  readonly retryAfterSeconds: number;
  /** True for the first one turned away in this window: that one is worth a record. */
  readonly first: boolean;
}

@Injectable()
export class SignInThrottle {
  private readonly pairs: RateLimit;
  private readonly addresses: RateLimit;

  constructor(
    redis: ThrottleRedis,
    private readonly hash: KeyedHash,
  ) {
    this.pairs = limitOn(redis, 'account', PER_ACCOUNT_AND_ADDRESS);
    this.addresses = limitOn(redis, 'address', PER_ADDRESS);
  }

  /** Counts one try; null when it may go on. */
  async count(email: string, address: string | null): Promise<Refusal | null> {
    const { pair, network } = this.keys(email, address);
    return (
      (await refusalOf(this.pairs, pair, PER_ACCOUNT_AND_ADDRESS)) ??
      (await refusalOf(this.addresses, network, PER_ADDRESS))
    );
  }

  /** A good sign-in starts the account's count anew and takes back its own from the address. */
  async forgive(email: string, address: string | null): Promise<void> {
    const { pair, network } = this.keys(email, address);
    await this.pairs.forget(pair);
    await this.addresses.giveBack(network);
  }

  /** Redis keeps digests, never an e-mail or an address. */
  private keys(email: string, address: string | null): { pair: string; network: string } {
    const from = networkOf(address);
    return { pair: this.hash.sign('address', `${email} ${from}`), network: this.hash.sign('address', from) };
  }
}

/** One household has a whole /64 of IPv6 to itself. */
export function networkOf(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return parsed.toByteArray().slice(0, 8).join('.');
}

const limitOn = (redis: ThrottleRedis, name: string, points: number): RateLimit =>
  new RateLimit(redis, { name: `sign-in:${name}`, points, seconds: WINDOW_SECONDS });

async function refusalOf(limit: RateLimit, key: string, points: number): Promise<Refusal | null> {
  const { count, within, secondsLeft } = await limit.count(key);
  return within ? null : { retryAfterSeconds: secondsLeft, first: count === points + 1 };
}
