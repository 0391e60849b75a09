/** Ids that every line written during a piece of work shall carry, without handing a logger around. */
import { Inject, Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import type { Logger } from 'pino';
import { ROOT_LOGGER } from './logging.tokens.js';
import { loggedError } from './redaction.js';

export interface LoggedIds {
  readonly requestId?: string;
  readonly connectionId?: string;
  readonly runId?: string;
  readonly platform?: string;
}

/**
 * The edge binds the request's logger itself, before anything can refuse the request. Serializers are named again because
 * the wrapper would put its own, which show all of an error's fields, above those of the logger.
 */
export const nestLogging = (logger: Logger) => ({
  useExisting: true as const,
  pinoHttp: { logger, wrapSerializers: false, serializers: { err: loggedError } },
});

@Injectable()
export class LogContext {
  private readonly current: PinoLogger;

  constructor(@Inject(ROOT_LOGGER) root: Logger) {
    this.current = new PinoLogger(nestLogging(root));
  }

  /** Runs the work; what is logged within carries the ids, those of an outer context included. */
  run<T>(ids: LoggedIds, work: () => T): T {
    return this.current.runInContext(work, { bindings: { ...ids }, inherit: true });
  }

  /** The logger of the context at work. */
  get logger(): Logger {
    return this.current.logger;
  }
}
