/** The document and its reader, for whoever is signed in or holds a key. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'express';
import { notFound } from '../errors.js';
import { Permit } from '../principal.js';
import { ApiDocument } from './api-document.js';
import { docsPage } from './docs-page.js';
import { pagePolicy } from './security-headers.js';

const FILES = new Set(['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']);

@ApiExcludeController()
@Controller('api')
export class DocsController {
  private readonly folder = swaggerUiFolder();

  constructor(private readonly document: ApiDocument) {}

  @Permit('agency:read')
  @Get('openapi.json')
  openapi(): OpenAPIObject {
    return this.document.get();
  }

  @Permit('agency:read')
  @Get('docs')
  page(@Res() response: Response): void {
    // The reader draws its icons from data: images and sets style attributes.
    const nonce = pagePolicy(response, { 'img-src': "'self' data:", 'style-src-attr': "'unsafe-inline'" });
    response.type('html').send(docsPage(nonce));
  }

  @Permit('agency:read')
  @Get('docs/:file')
  file(@Param('file') file: string, @Res() response: Response): void {
    if (!FILES.has(file)) throw notFound('file');
    response.setHeader('Cache-Control', 'private, max-age=3600');
    response.sendFile(join(this.folder, file), { cacheControl: false, dotfiles: 'allow' });
  }
}

/** The reader's files come along with the package that makes the document, in the version that fits it. */
function swaggerUiFolder(): string {
  const maker = createRequire(import.meta.url).resolve('@nestjs/swagger/package.json');
  return dirname(createRequire(maker).resolve('swagger-ui-dist/package.json'));
}
