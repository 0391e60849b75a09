/** Unwrapped keys for a short while: few, and never longer than a minute, so that memory holds little worth stealing. */
import type { KeyObject } from 'node:crypto';
import type { Clock } from '../../core/clock.js';

const MOST = 500;
const FOR_MS = 60_000;

export class RememberedKeys {
  private readonly keys = new Map<string, { readonly key: KeyObject; readonly until: number }>();

  constructor(private readonly clock: Clock) {}

  get(agencyId: string, version: number): KeyObject | undefined {
    const name = nameOf(agencyId, version);
    const found = this.keys.get(name);
    if (found && found.until > this.clock.now().getTime()) return found.key;
    this.keys.delete(name);
    return undefined;
  }

  /** The one remembered longest makes room. */
  put(agencyId: string, version: number, key: KeyObject): void {
    const name = nameOf(agencyId, version);
    this.keys.delete(name);
    this.keys.set(name, { key, until: this.clock.now().getTime() + FOR_MS });
    const oldest = this.keys.keys().next();
    if (this.keys.size > MOST && !oldest.done) this.keys.delete(oldest.value);
  }
}

const nameOf = (agencyId: string, version: number): string => `${agencyId}:${version}`;
