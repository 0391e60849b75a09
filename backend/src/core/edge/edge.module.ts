import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ApiDocument } from './api-document.js';
import { DocsController } from './docs.controller.js';
import { LargeBodies } from './large-body.js';

/** What the edge needs from the container; `configureApi` does the rest. */
@Module({
  imports: [DiscoveryModule],
  controllers: [DocsController],
  providers: [ApiDocument, LargeBodies],
  exports: [ApiDocument, LargeBodies],
})
export class EdgeModule {}
