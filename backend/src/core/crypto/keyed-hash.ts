/** Keys derived from the deployment's secret, one per purpose, and the digests made with them. */
import { createHmac, createSecretKey, hash, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';

export type Purpose = 'cursor' | 'media' | 'address';

@Injectable()
export class KeyedHash {
  private readonly keys = new Map<Purpose, KeyObject>();

  constructor(private readonly config: Config) {}

  /** 16 bytes of HMAC-SHA256, base64url. */
  sign(purpose: Purpose, text: string): string {
    return createHmac('sha256', this.key(purpose)).update(text).digest().subarray(0, 16).toString('base64url');
  }

  /** Compares in constant time. */
  verify(purpose: Purpose, text: string, signature: string): boolean {
    const expected = Buffer.from(this.sign(purpose, text));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  private key(purpose: Purpose): KeyObject {
    const known = this.keys.get(purpose);
    if (known) return known;
    const secret = Buffer.from(this.config.appSecret.reveal(), 'base64');
    // As a key object: bytes would be examined and wrapped anew for each of the hundred links of a page.
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `rostrum:${purpose}`, 32)));
    this.keys.set(purpose, key);
    return key;
  }
}

export const sha256 = (data: string | Uint8Array): Buffer => hash('sha256', data, 'buffer');
