import { Module } from '@nestjs/common';

/** The life of a token: lent, refreshed, lost, given back. */
@Module({})
export class TokensModule {}
