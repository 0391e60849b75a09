/** Settings, read once. This folder is the only reader of the process environment. */
import { inspect } from 'node:util';
import { type z } from 'zod';
import { Secret } from '../logging/secret.js';
import { CORE_KEYS, LEAST_DISTINCT_BYTES } from './config.schema.js';
import type { ConfigKey, CoreValues } from './config.schema.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Said at boot, one line a problem; nothing secret in it. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

export class Config {
  readonly databaseUrl: Secret;
  readonly redisUrl: Secret;
  readonly appSecret: Secret;

  constructor(
    readonly values: CoreValues,
    /** Keys that other floors declare, by name; undefined where unset. */
    private readonly declared: Environment,
  ) {
    this.databaseUrl = new Secret(values.DATABASE_URL);
    this.redisUrl = new Secret(values.REDIS_URL);
    this.appSecret = new Secret(values.APP_SECRET);
  }

  get isProduction(): boolean {
    return this.values.NODE_ENV === 'production';
  }

  /** A key that a module or platform descriptor declared. */
  declaredValue(name: string): string | undefined {
    return this.declared[name];
  }

  toJSON(): string {
    return '[config]';
  }

  [inspect.custom](): string {
    return '[config]';
  }
}

const present = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''));

/** Checks the whole environment against the core's keys and the declared ones; throws ConfigError naming every problem. */
export function readConfig(environment: Environment, declaredKeys: Readonly<Record<string, ConfigKey>> = {}): Config {
  const given = present(environment);
  const problems: string[] = [];
  const read = (keys: Readonly<Record<string, ConfigKey>>) =>
    Object.fromEntries(
      Object.entries(keys).map(([name, { schema }]) => {
        const result = schema.safeParse(given[name]);
        if (!result.success)
          problems.push(`${name}: ${given[name] === undefined ? 'is required' : firstIssue(result.error)}`);
        return [name, result.data];
      }),
    );
  const values = read(CORE_KEYS) as CoreValues;
  const declared = read(declaredKeys) as Environment;
  problems.push(...productionProblems(values, given));
  if (problems.length > 0) throw new ConfigError(problems);
  return new Config(values, declared);
}

const firstIssue = (error: z.ZodError): string => error.issues[0]?.message ?? 'is not valid';

function productionProblems(values: CoreValues, given: Environment): string[] {
  const problems: string[] = [];
  if (given['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    problems.push('NODE_TLS_REJECT_UNAUTHORIZED: must not be 0, certificates are always checked');
  if (values.NODE_ENV !== 'production') return problems;
  if (values.PLATFORM_MODE === 'simulated') problems.push('PLATFORM_MODE: simulated is refused in production');
  if (values.APP_SECRET !== undefined && isGuessable(values.APP_SECRET))
    problems.push('APP_SECRET: is not random, as an example is; make one with openssl rand -base64 32');
  if (values.SMTP_URL !== undefined && given['MAIL_FROM'] === undefined)
    problems.push('MAIL_FROM: is required with SMTP_URL; name an address that the mail server sends for');
  return problems;
}

const isGuessable = (secret: string): boolean => new Set(Buffer.from(secret, 'base64')).size < LEAST_DISTINCT_BYTES;

/** The process environment, with a .env file underneath where there is one. */
export function processEnvironment(): Environment {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return process.env;
}
