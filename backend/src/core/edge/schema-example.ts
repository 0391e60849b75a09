/** A whole example made from the examples of a schema's properties. */
export interface SchemaLike {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
  readonly items?: SchemaLike;
  readonly properties?: Readonly<Record<string, SchemaLike>>;
  readonly allOf?: readonly SchemaLike[];
  readonly oneOf?: readonly SchemaLike[];
  readonly anyOf?: readonly SchemaLike[];
}

export type Schemas = Readonly<Record<string, SchemaLike>>;

const MAX_DEPTH = 8;
const BY_FORMAT: Readonly<Record<string, string>> = {
  'date-time': '2026-01-15T09:30:00.000Z',
  uuid: '01937d2c-8a55-7cc0-b2aa-6a1f0c1d2e3f',
  email: 'maya@example.com',
  uri: 'https://example.com/',
};

export function exampleOf(schema: SchemaLike, schemas: Schemas, depth = 0): unknown {
  const given = givenExample(schema);
  if (given !== undefined) return given;
  if (depth > MAX_DEPTH) return null;
  if (schema.$ref) return exampleOf(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, schemas, depth + 1);
  if (schema.allOf) return merged(schema.allOf, schemas, depth);
  const [choice] = schema.oneOf ?? schema.anyOf ?? [];
  return choice ? exampleOf(choice, schemas, depth + 1) : plainExample(schema, schemas, depth);
}

const givenExample = (schema: SchemaLike): unknown => schema.example ?? schema.default ?? schema.enum?.[0];

function plainExample(schema: SchemaLike, schemas: Schemas, depth: number): unknown {
  if (schema.properties) {
    const entries = Object.entries(schema.properties);
    return Object.fromEntries(entries.map(([name, inner]) => [name, exampleOf(inner, schemas, depth + 1)]));
  }
  if (schema.type === 'array') return schema.items ? [exampleOf(schema.items, schemas, depth + 1)] : [];
  if (schema.nullable) return null;
  if (schema.type === 'string') return BY_FORMAT[schema.format ?? ''] ?? 'text';
  if (schema.type === 'number' || schema.type === 'integer') return 1;
  if (schema.type === 'boolean') return true;
  return schema.type === 'object' ? {} : null;
}

function merged(parts: readonly SchemaLike[], schemas: Schemas, depth: number): unknown {
  const examples = parts.map((part) => exampleOf(part, schemas, depth + 1));
  if (examples.length === 1) return examples[0];
  return Object.assign({}, ...examples.filter((example) => typeof example === 'object')) as unknown;
}
