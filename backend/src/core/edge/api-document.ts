/** The OpenAPI document: made from the controllers, completed with what holds for every operation. */
import { Injectable } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { completeOperations } from './operation-facts.js';
import { ProblemDto } from './problem.dto.js';

/** Everything but these stands under /api/v1. */
const OUTSIDE_PREFIX = ['health/live', 'health/ready', 'api/docs', 'api/docs/{*file}', 'api/openapi.json'];
export const API_PREFIX = 'api/v1';

export function setPaths(app: INestApplication): void {
  app.setGlobalPrefix(API_PREFIX, { exclude: OUTSIDE_PREFIX });
}

const operationId = (controller: string, method: string): string => {
  const resource = controller.replace(/Controller$/, '');
  return resource.charAt(0).toLowerCase() + resource.slice(1) + method.charAt(0).toUpperCase() + method.slice(1);
};

/** Needs `setPaths` first; works on an application made with `{preview: true}`, without a database. */
export function createApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Rostrum API')
    .setDescription(
      'Talents of an agency, their social profiles and what was read from them. Lists answer `{items, nextCursor}`; ' +
        'problems are `application/problem+json` with a stable `code` and a `requestId`.',
    )
    .setVersion('1')
    .addCookieAuth('session', { type: 'apiKey', in: 'cookie', description: 'Set by signing in.' }, 'session')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key of the agency.' }, 'apiKey')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: operationId,
    extraModels: [ProblemDto],
  });
  return completeOperations(document);
}

/** Hands the document to the routes that show it; made when first asked for. */
@Injectable()
export class ApiDocument {
  private app: INestApplication | null = null;
  private made: OpenAPIObject | null = null;

  attach(app: INestApplication): void {
    this.app = app;
  }

  get(): OpenAPIObject {
    if (!this.app) throw new Error('The application was not attached: call configureApi.');
    this.made ??= createApiDocument(this.app);
    return this.made;
  }
}
