/**
 * Counts sign-ins before they are checked, for all processes together: per account and address, and per address. Nothing
 * counts per account alone, so that nobody can lock a person out from afar. While Redis is away, memory counts instead.
 */
import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { KeyedHash } from '../core/crypto/keyed-hash.js';
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
  private readonly pairs: RateLimiterRedis;
  private readonly addresses: RateLimiterRedis;

  constructor(
    redis: ThrottleRedis,
    private readonly hash: KeyedHash,
  ) {
    this.pairs = limiter(redis, 'account', PER_ACCOUNT_AND_ADDRESS);
    this.addresses = limiter(redis, 'address', PER_ADDRESS);
  }

  /** Counts one try; null when it may go on. */
  async count(email: string, address: string | null): Promise<Refusal | null> {
    const { pair, network } = this.keys(email, address);
    return (await consume(this.pairs, pair)) ?? (await consume(this.addresses, network));
  }

  /** A good sign-in starts the account's count anew and takes back its own from the address. */
  async forgive(email: string, address: string | null): Promise<void> {
    const { pair, network } = this.keys(email, address);
    await this.pairs.delete(pair);
    await this.addresses.reward(network, 1);
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

function limiter(redis: ThrottleRedis, name: string, points: number): RateLimiterRedis {
  const limits = { points, duration: WINDOW_SECONDS, keyPrefix: `rostrum:sign-in:${name}` };
  return new RateLimiterRedis({
    ...limits,
    storeClient: redis.client,
    insuranceLimiter: new RateLimiterMemory(limits),
  });
}

async function consume(limit: RateLimiterRedis, key: string): Promise<Refusal | null> {
  try {
    await limit.consume(key);
    return null;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return {
      retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
      first: refusal.consumedPoints === limit.points + 1,
    };
  }
}
