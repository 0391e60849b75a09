/** The logs of applications that run within a test file: kept, and not shown. */
import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { Logger } from 'nestjs-pino';
import { LOG_DESTINATION } from '../../backend/src/core/logging/logging.tokens.js';
import { keepLog } from './keep-log.js';

/** In place of stdout, for everything that is imported beside it. */
@Module({})
export class KeptLog {
  /** `also` hears it too. */
  static with(also: (line: string) => void = () => undefined) {
    const write = (line: string) => {
      keepLog(line);
      also(line);
    };
    const providers = [{ provide: LOG_DESTINATION, useValue: { write } }];
    return { module: KeptLog, global: true, providers, exports: [LOG_DESTINATION] };
  }
}

/** Whatever it says through Nest goes the same way. */
export function logging<App extends INestApplicationContext>(app: App): App {
  app.useLogger(app.get(Logger, { strict: false }));
  return app;
}
