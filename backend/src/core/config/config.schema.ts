/** Every setting, in the order of .env.example, with the comment that stands there. A test compares the two both ways. */
import { z } from 'zod';

export interface ConfigKey {
  readonly schema: z.ZodType;
  readonly comment: string;
  /** What .env.example shows; empty where there is no sensible example. */
  readonly example: string;
}

const key = <S extends z.ZodType>(schema: S, comment: string, example = '') => ({ schema, comment, example });
const int = (min: number, max: number, fallback: number) => z.coerce.number().int().min(min).max(max).default(fallback);
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );
/** Random bytes are nearly all different; words, examples and runs of one letter are not. 32 of chance never have fewer. */
export const LEAST_DISTINCT_BYTES = 16;
const VAULT_KEY_BYTES = 32;

/** `name:base64`, the current one first. */
export interface NamedKey {
  readonly name: string;
  readonly bytes: Buffer;
}

const isRandomKey = (bytes: Buffer) => bytes.length === VAULT_KEY_BYTES && new Set(bytes).size >= LEAST_DISTINCT_BYTES;
const vaultKeys = z
  .string()
  .transform((text): NamedKey[] =>
    text.split(',').map((part) => {
      const [name = '', key = ''] = part.trim().split(':');
      return { name, bytes: Buffer.from(key, 'base64') };
    }),
  )
  .refine((keys) => keys.every(({ name }) => /^[\w-]{1,32}$/.test(name)), 'each key needs a name: name:base64')
  .refine((keys) => new Set(keys.map(({ name }) => name)).size === keys.length, 'two keys have the same name')
  .refine(
    (keys) => keys.every(({ bytes }) => isRandomKey(bytes)),
    'each key must be 32 random bytes in base64 (openssl rand -base64 32)',
  );
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://');
const redisUrl = z.string().regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://');

export const CORE_KEYS = {
  NODE_ENV: key(
    z.enum(['development', 'test', 'production']).default('development'),
    'development, test or production; production refuses simulators and the demo agency',
    'production',
  ),
  HOST: key(z.string().default('127.0.0.1'), 'Address the API listens on', '127.0.0.1'),
  PORT: key(int(0, 65_535, 3000), 'Port of the API and the console', '3000'),
  PUBLIC_URL: key(
    z.url().optional(),
    'Where browsers reach the console; cookies are Secure unless this is plain http on this machine',
    'https://console.example.com',
  ),
  CORS_ORIGINS: key(list, 'Origins of a console served from another host of the same site, separated by commas'),
  TRUSTED_PROXIES: key(
    list,
    'Addresses or ranges of reverse proxies whose X-Forwarded-For counts, separated by commas',
  ),
  DATABASE_URL: key(
    postgresUrl,
    'PostgreSQL 15 or newer, as the application role (no DDL, no BYPASSRLS)',
    'postgresql://rostrum_app:password@127.0.0.1:5432/rostrum',
  ),
  DATABASE_OWNER_URL: key(
    postgresUrl.optional(),
    'The same database as its owner; used by migrations only',
    'postgresql://rostrum_owner:password@127.0.0.1:5432/rostrum',
  ),
  DATABASE_POOL_SIZE: key(int(2, 200, 10), 'Connections that each process keeps to PostgreSQL', '10'),
  REDIS_URL: key(
    redisUrl,
    'Redis 6.2 or newer, for the job queue; it may be wiped at any moment',
    'redis://127.0.0.1:6379',
  ),
  APP_SECRET: key(
    z
      .string()
      .refine(
        (text) => Buffer.from(text, 'base64').length >= 32,
        'must be at least 32 random bytes in base64 (openssl rand -base64 32)',
      ),
    'At least 32 random bytes in base64: signs page cursors and media links',
  ),
  VAULT_KEYS: key(
    vaultKeys,
    'Keys that wrap what seals tokens, the current one first: name:base64 of 32 random bytes, separated by commas; add a new one in front, then npm run keys:rotate',
  ),
  LOG_LEVEL: key(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    'fatal, error, warn, info, debug, trace or silent',
    'info',
  ),
  ROSTRUM_DATA_DIR: key(
    z.string().default('.data'),
    'Where npm start keeps its own PostgreSQL, Redis, keys and demo sign-in',
    '.data',
  ),
  PLATFORM_MODE: key(
    z.enum(['live', 'simulated']).optional(),
    'live or simulated, for all platforms; npm start defaults to simulated, production to live and refuses simulated',
    'live',
  ),
  SIMULATOR_URL: key(
    z.url().default('http://127.0.0.1:3900/sim'),
    'Where the simulators answer, when a platform is simulated and runs apart',
    'http://127.0.0.1:3900/sim',
  ),
  SIMULATOR_PORT: key(int(0, 65_535, 3900), 'Port of npm run simulator', '3900'),
  SESSION_IDLE_MINUTES: key(int(1, 1440, 30), 'A sign-in ends after so long without anybody acting', '30'),
  SESSION_HOURS: key(int(1, 168, 12), 'A sign-in ends after so long in any case', '12'),
  SYNC_INTERVAL_MINUTES: key(int(1, 10_080, 56), 'How often a healthy connection is read again', '56'),
  SYNC_CONCURRENCY: key(int(1, 200, 8), 'Syncs that one worker runs at a time', '8'),
  SYNC_PLATFORM_CONCURRENCY: key(
    int(1, 200, 4),
    'Of these, syncs of one platform: a platform that hangs cannot hold up the others',
    '4',
  ),
  SYNC_AGENCY_CONCURRENCY: key(
    int(1, 10_000, 200),
    'Connections of one agency that one worker reads at a time while other agencies wait',
    '200',
  ),
  SYNC_POST_DEPTH: key(int(1, 100_000, 200), 'How many of the newest posts of a new connection are read', '200'),
  SYNC_PAGES_PER_RUN: key(
    int(1, 1000, 10),
    'Pages of posts that one sync reads before the rest goes on in the background',
    '10',
  ),
  BUDGET_SLOW_PERCENT: key(
    int(1, 100, 80),
    'From this share of a limit on, calls nobody waits for are spread out',
    '80',
  ),
  BUDGET_STOP_PERCENT: key(int(1, 100, 95), 'The share of a limit above which only people who wait are served', '95'),
  SNAPSHOT_DETAIL_DAYS: key(int(1, 3650, 30), 'After so many days only one figure a day is kept of the history', '30'),
  SNAPSHOT_KEEP_MONTHS: key(int(1, 240, 36), 'For how many months the history of figures is kept', '36'),
  SYNC_RETRY_SECONDS: key(
    z
      .string()
      .regex(/^\d+(,\d+)*$/)
      .default('4,16,64')
      .transform((text) => text.split(',').map(Number)),
    'Pauses before the automatic retries of a failed sync, in seconds',
    '4,16,64',
  ),
  SYNC_COOLDOWN_SECONDS: key(
    int(0, 86_400, 60),
    'How long after a sync by hand the same connection cannot be synced by hand again',
    '60',
  ),
  SYNC_LEASE_SECONDS: key(int(2, 600, 30), 'A worker that does not report for so long loses its sync to another', '30'),
  ACTIONS_PER_MINUTE: key(
    int(1, 100_000, 120),
    'Look-ups, syncs by hand and other costly actions that one person or key may ask for in a minute',
    '120',
  ),
  PROOF_DAYS: key(int(1, 90, 14), 'How many days a code that proves who owns a profile is looked for', '14'),
  STAFF_LINK_DAYS: key(int(1, 30, 7), 'How many days an invitation or a passphrase link for staff is good', '7'),
  IMPORT_MAX_ROWS: key(int(1, 100_000, 5000), 'Most rows that one import may have', '5000'),
  INVITATION_DAYS: key(int(1, 90, 14), 'How many days a consent link is good, unless its maker says otherwise', '14'),
  SMTP_URL: key(
    z
      .string()
      .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
      .optional(),
    'Mail server for links and reminders to talents; without it links are copied by hand',
    'smtps://user:password@mail.example.com',
  ),
  MAIL_FROM: key(
    z.string().min(3).default('Rostrum <rostrum@localhost>'),
    'From whom mails come',
    'Northlight Talent <hello@example.com>',
  ),
  SIMULATOR_TOKEN_SECONDS: key(
    int(0, 86_400, 0),
    'How long simulated access tokens live, in seconds; 0 is as long as the real ones',
    '0',
  ),
} as const satisfies Record<string, ConfigKey>;

type Keys = typeof CORE_KEYS;
export type CoreValues = { readonly [K in keyof Keys]: z.output<Keys[K]['schema']> };
