import { Module } from '@nestjs/common';

/** Links by which talents consent without an account here. */
@Module({})
export class InvitationsModule {}
