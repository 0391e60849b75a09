/**
 * The three connections that Bull opens. A command of the `client` connection ends after half a second, so that nobody
 * waits for a Redis that is away; the blocking and subscribing ones must never time out, or idle workers go deaf
 * (measured on Bull 4.16 with Redis 7: with a time-out on `bclient` a job added after 4 s idle was unprocessed at 9 s).
 */
import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import type { Secret } from '../logging/secret.js';

const COMMAND_MS = 500;
const RETRY_MS = 1_000;

export type BullClientType = 'client' | 'subscriber' | 'bclient';

export function queueClients(url: Secret): (type: BullClientType) => Redis {
  const log = new Logger('Queue');
  return (type) => {
    const shared = { retryStrategy: () => RETRY_MS, connectTimeout: 3_000, connectionName: `rostrum-${type}` };
    const own =
      type === 'client'
        ? { commandTimeout: COMMAND_MS, maxRetriesPerRequest: 1, enableReadyCheck: true }
        : { maxRetriesPerRequest: null, enableReadyCheck: false };
    const redis = new Redis(url.reveal(), { ...shared, ...own });
    redis.on('error', (error: Error) => log.warn(`Redis (${type}): ${error.message}`));
    return redis;
  };
}
