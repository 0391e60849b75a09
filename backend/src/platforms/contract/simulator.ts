/** A fake network that speaks the platform's wire format over HTTP. Never loaded in production. */
import type { Router } from 'express';

export interface SimulatorOptions {
  now(): Date;
  /** Absolute base of this simulator, e.g. http://127.0.0.1:3000/sim/<platform>, for media URLs in answers. */
  readonly baseUrl: string;
  /** How long a call to a slow account takes; 3 seconds where it is left out. */
  readonly slowMs?: number;
  /** How long access tokens live, in seconds; as long as the real ones where it is left out or 0. */
  readonly tokenSeconds?: number;
}

export interface Persona {
  /** A handle that begins with this behaves so. */
  readonly prefix: string;
  readonly what: string;
}

export interface PlatformSimulator {
  readonly platform: string;
  readonly personas: readonly Persona[];
  router(options: SimulatorOptions): Router;
}
