import { Module } from '@nestjs/common';

/** What talents see and do about their own connections. */
@Module({})
export class OwnModule {}
