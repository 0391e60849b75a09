import { Module } from '@nestjs/common';

/** Mails about connections that need their talent, once each. */
@Module({})
export class NoticesModule {}
