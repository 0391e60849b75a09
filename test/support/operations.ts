/** The operations of the API as its own description lists them: what the generated tests walk along. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Permission } from '../../backend/src/core/principal.js';
import type { Method } from './api.js';
import { ROOT } from './command.js';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Content {
  readonly schema?: Schema;
  readonly example?: unknown;
}

interface Described {
  readonly operationId: string;
  readonly summary?: string;
  readonly parameters?: readonly { name: string; in: string; schema?: Schema }[];
  readonly requestBody?: { content: Record<string, Content> };
  readonly responses: Record<string, { description: string; content?: Record<string, Content> }>;
  readonly 'x-permission'?: Permission;
  readonly 'x-public'?: boolean;
}

interface Document {
  readonly paths: Record<string, Record<string, Described>>;
  readonly components: { schemas: Record<string, Schema> };
}

export interface Operation extends Described {
  readonly method: Method;
  readonly path: string;
  /** `POST /api/v1/talents`, for the names of tests. */
  readonly name: string;
  /** `talents` of `/api/v1/talents/{id}`. */
  readonly resource: string;
}

const document = JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8')) as Document;

export const OPERATIONS: readonly Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => ({
    ...described,
    method: method as Method,
    path,
    name: `${method.toUpperCase()} ${path}`,
    resource: path.replace(/^\/api\/v1\//, '').split('/')[0] ?? '',
  })),
);

/** Its answer goes on and on; a spec of its own listens to it. */
export const isStream = ({ responses }: Operation): boolean =>
  responses['200']?.content?.['text/event-stream'] !== undefined;

export const bodySchema = (operation: Operation): Schema | undefined =>
  operation.requestBody && resolved(operation.requestBody.content['application/json']?.schema ?? {});

export function resolved(schema: Schema): Schema {
  if (schema.$ref) return resolved(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (!schema.allOf) return schema;
  const parts = schema.allOf.map(resolved);
  return { ...schema, type: 'object', properties: Object.assign({}, ...parts.map((part) => part.properties)) as never };
}

/** Paths in the value that the schema does not tell of: what would leave the house unannounced. */
export function undescribed(value: unknown, given: Schema, path = ''): string[] {
  const schema = resolved(given);
  if (Array.isArray(value)) {
    return [...new Set(value.flatMap((item) => undescribed(item, schema.items ?? {}, `${path}[]`)))];
  }
  if (typeof value !== 'object' || value === null) return [];
  const { properties = {}, additionalProperties } = schema;
  return Object.entries(value).flatMap(([key, inner]) => {
    const inside = properties[key] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
    if (inside) return undescribed(inner, inside, `${path}.${key}`);
    return additionalProperties ? [] : [`${path}.${key}`];
  });
}
