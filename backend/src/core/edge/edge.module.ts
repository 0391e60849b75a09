import { Module } from '@nestjs/common';
import { ApiDocument } from './api-document.js';
import { DocsController } from './docs.controller.js';

/** What the edge needs from the container; `configureApi` does the rest. */
@Module({ controllers: [DocsController], providers: [ApiDocument], exports: [ApiDocument] })
export class EdgeModule {}
