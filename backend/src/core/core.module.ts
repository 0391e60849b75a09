import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from './clock.js';
import { KeyedHash } from './crypto/keyed-hash.js';
import { DatedPages } from './database/dated-pages.js';
import { Database } from './database/database.service.js';
import { Cursors } from './database/page.js';
import { ProductionCheck } from './database/production-check.js';
import { EventBus } from './events.js';

/** The ground that every floor stands on. */
@Global()
@Module({
  providers: [
    { provide: Clock, useClass: SystemClock },
    Cursors,
    Database,
    DatedPages,
    EventBus,
    KeyedHash,
    ProductionCheck,
  ],
  exports: [Clock, Cursors, Database, DatedPages, EventBus, KeyedHash],
})
export class CoreModule {}
