import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { EventsController } from './events.controller.js';
import { HintStreams } from './hint-streams.service.js';
import { HintsModule } from './hints.module.js';

/** What the API has on top: the streams by which consoles hear hints. */
@Module({ imports: [AccessModule, HintsModule], controllers: [EventsController], providers: [HintStreams] })
export class LiveModule {}
