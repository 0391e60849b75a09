/** Endings of syncs at a moment that stands still, on platforms without limits. */
import { Clock } from '../../core/clock.js';
import { readConfig } from '../../core/config/config.js';
import type { Attainable } from '../attainable.service.js';
import { SyncEndings } from '../sync-endings.service.js';

export const NOW = new Date('2026-11-22T10:00:00.000Z');
export const READ_AT = new Date('2026-11-22T09:59:58.000Z');

class StandingClock extends Clock {
  override now = (): Date => NOW;
}

const config = readConfig({
  DATABASE_URL: 'postgresql://somebody@127.0.0.1/none',
  REDIS_URL: 'redis://127.0.0.1',
  APP_SECRET: Buffer.alloc(32, 7).toString('base64'),
  VAULT_KEYS: `k1:${Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('base64')}`,
  SYNC_INTERVAL_MINUTES: '50',
  SYNC_LEASE_SECONDS: '30',
});
const unlimited = { attainableSeconds: () => null, budgetLeft: () => null } as unknown as Attainable;

export const endings = new SyncEndings(new StandingClock(), config, unlimited);
