import { Global, Module } from '@nestjs/common';

/** Seals what must not be read at rest, with keys that nobody finds beside it. */
@Global()
@Module({})
export class VaultModule {}
