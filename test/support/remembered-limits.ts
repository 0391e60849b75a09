/** What is remembered of the platforms' limits outlives workers in Redis; that of days does in the database as well. */
import { Redis } from 'ioredis';
import type { Rows } from '../factories/rows.js';

export async function forgetLimits(rows: Rows): Promise<void> {
  const redis = new Redis(process.env['REDIS_URL'] ?? '');
  const keys = await redis.keys('rostrum:budget:*');
  if (keys.length > 0) await redis.del(...keys);
  redis.disconnect();
  await rows.query('DELETE FROM budget_window');
}
