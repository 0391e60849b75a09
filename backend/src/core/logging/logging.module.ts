/** Nest's own Logger writes through pino, with the ids of the request or the connection at work on every line. */
import { Global, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { DestinationStream } from 'pino';
import { Config } from '../config/config.js';
import { createLogger } from './logger.js';
import { LogContext, nestLogging } from './log-context.js';
import { LOG_DESTINATION, ROOT_LOGGER } from './logging.tokens.js';

@Global()
@Module({
  providers: [
    {
      provide: ROOT_LOGGER,
      useFactory: (config: Config, destination?: DestinationStream) => createLogger(config, destination),
      inject: [Config, { token: LOG_DESTINATION, optional: true }],
    },
    LogContext,
  ],
  exports: [ROOT_LOGGER, LogContext],
})
class RootLoggerModule {}

@Module({
  imports: [
    RootLoggerModule,
    LoggerModule.forRootAsync({
      imports: [RootLoggerModule],
      inject: [ROOT_LOGGER],
      useFactory: nestLogging,
    }),
  ],
})
export class LoggingModule {}
