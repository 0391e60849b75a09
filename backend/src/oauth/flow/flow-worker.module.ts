import { Module } from '@nestjs/common';
import { FlowOffersModule } from './flow-offers.module.js';
import { FlowSweeper } from './flow-sweeper.js';

/** For processes that work in the background. */
@Module({ imports: [FlowOffersModule], providers: [FlowSweeper] })
export class FlowWorkerModule {}
