/** The deployment's keys, by name: they wrap agencies' data keys and seal nothing themselves. */
import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';

export interface RingKey {
  readonly name: string;
  readonly key: KeyObject;
}

@Injectable()
export class KeyRing {
  /** What is wrapped from now on is wrapped by this one: the first of VAULT_KEYS. */
  readonly current: RingKey;
  private readonly keys: ReadonlyMap<string, KeyObject>;

  constructor({ values }: Config) {
    const [current, ...old] = values.VAULT_KEYS.map(({ name, bytes }) => ({ name, key: createSecretKey(bytes) }));
    if (!current) throw new Error('VAULT_KEYS: is required');
    this.current = current;
    this.keys = new Map([current, ...old].map(({ name, key }) => [name, key]));
  }

  /** Undefined where VAULT_KEYS does not hold it (any more). */
  find(name: string): KeyObject | undefined {
    return this.keys.get(name);
  }

  get names(): readonly string[] {
    return [...this.keys.keys()];
  }
}
