import { Module } from '@nestjs/common';
import { FlowCallbackService } from './flow-callback.service.js';
import { FlowChoiceService } from './flow-choice.service.js';
import { FlowStartService } from './flow-start.service.js';
import { FlowsController } from './flows.controller.js';

/** From "Connect" at the talent’s end to the connection at ours. */
@Module({
  controllers: [FlowsController],
  providers: [FlowCallbackService, FlowChoiceService, FlowStartService],
})
export class FlowModule {}
