/** What holds for every operation, said once: who may call it, which problems it answers with, and what its answers look like. */
import type { OpenAPIObject } from '@nestjs/swagger';
import { API_CODES } from '../errors.js';
import { exampleOf } from './schema-example.js';
import type { SchemaLike, Schemas } from './schema-example.js';
import { PROBLEM_TYPE } from './problem.js';

interface Media {
  schema?: SchemaLike;
  example?: unknown;
}

interface Operation {
  parameters?: { name: string; in: string }[];
  requestBody?: { content?: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media> }>;
  security?: Record<string, string[]>[];
  'x-public'?: boolean;
}

const VERBS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const CODE_OF: Readonly<Record<string, keyof typeof API_CODES>> = {
  400: 'REQUEST_INVALID',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  410: 'NOT_FOUND',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL',
  503: 'SERVICE_UNAVAILABLE',
};

const SUCCESSES: Readonly<Record<string, string>> = {
  200: 'The answer.',
  201: 'Made.',
  202: 'Taken on; it follows by itself.',
};

export function completeOperations(document: OpenAPIObject): OpenAPIObject {
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  for (const [path, item] of Object.entries(document.paths)) {
    for (const verb of VERBS) {
      const operation = item[verb] as Operation | undefined;
      if (operation) complete(operation, verb, path, schemas);
    }
  }
  return document;
}

function complete(operation: Operation, verb: string, path: string, schemas: Schemas): void {
  operation.security = operation['x-public'] ? [] : [{ session: [] }, { apiKey: [] }];
  for (const status of problemsOf(operation, verb, path)) operation.responses[status] ??= problem(status);
  for (const [status, response] of Object.entries(operation.responses)) completeResponse(status, response, schemas);
  addExamples(operation.requestBody?.content, schemas);
  if (verb === 'post' && !path.includes('/auth/') && !operation['x-public'])
    operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
}

function completeResponse(status: string, response: Operation['responses'][string], schemas: Schemas): void {
  response.description ||= SUCCESSES[status] ?? 'Done.';
  addExamples(response.content, schemas);
  const refusal = response.content?.[PROBLEM_TYPE];
  if (refusal) refusal.example ??= exampleProblem(status);
}

function problemsOf(operation: Operation, verb: string, path: string): string[] {
  if (path.startsWith('/health/')) return [];
  const takesInput = verb !== 'get' || (operation.parameters ?? []).length > 0;
  return [
    ...(takesInput ? ['400'] : []),
    ...(operation['x-public'] ? [] : ['401', '403']),
    ...(path.includes('{') ? ['404'] : []),
    ...(verb === 'get' || operation['x-public'] ? [] : ['409']),
    '429',
    '500',
    '503',
  ];
}

const codeOf = (status: string): keyof typeof API_CODES => CODE_OF[status] ?? 'INTERNAL';

function exampleProblem(status: string): object {
  const code = codeOf(status);
  return {
    type: `urn:rostrum:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title: API_CODES[code].title,
    status: Number(status),
    code,
    detail: `${API_CODES[code].title}.`,
    requestId: '01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e3f',
  };
}

const problem = (status: string): Operation['responses'][string] => ({
  description: API_CODES[codeOf(status)].title,
  content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' }, example: exampleProblem(status) } },
});

function addExamples(content: Record<string, Media> | undefined, schemas: Schemas): void {
  const media = content?.['application/json'];
  if (media?.schema) media.example ??= exampleOf(media.schema, schemas);
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key and request within 24 hours answer the same, without doing it twice.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
  example: '6f1d6f0e-8c1c-4d0e-9a52-0a4f6a3c8f5b',
};
