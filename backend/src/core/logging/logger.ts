/** The process's one pino logger: JSON lines on stdout, redacted; readable text when a developer watches. */
import { createRequire } from 'node:module';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { Config } from '../config/config.js';
import { loggedError, redactFields, redactLine } from './redaction.js';

export type { Logger };

export function createLogger(config: Config, destination?: DestinationStream): Logger {
  const options = {
    level: config.values.LOG_LEVEL,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: loggedError, error: loggedError },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) => withoutSecrets(fields),
    },
    hooks: { streamWrite: redactLine },
  };
  return pino(
    options,
    destination ?? (config.isProduction ? undefined : prettyStream()) ?? pino.destination({ sync: false }),
  );
}

/** Errors are left to their serializer; the rest is masked by name. */
function withoutSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  const { err, error, ...others } = fields;
  const masked = redactFields(others) as Record<string, unknown>;
  return { ...masked, ...(err === undefined ? {} : { err }), ...(error === undefined ? {} : { error }) };
}

/** pino-pretty is there in development only, and only a person at a terminal wants it. */
function prettyStream(): DestinationStream | undefined {
  if (!process.stdout.isTTY) return undefined;
  try {
    const load = createRequire(import.meta.url);
    const pretty = load('pino-pretty') as (options: object) => DestinationStream;
    return pretty({ singleLine: true, ignore: 'context', messageFormat: '{if context}[{context}] {end}{msg}' });
  } catch {
    return undefined;
  }
}
