import { Module } from '@nestjs/common';

/** From "Connect" at the talent’s end to the connection at ours. */
@Module({})
export class FlowModule {}
