/**
 * Recorded answers of real platforms, one file an HTTP exchange, from the folder that RECORDINGS_DIR names. They are
 * not part of this repository; what needs them says that it was skipped where the folder is not set.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutPlaceholders } from './placeholders.js';

export interface Recording {
  /** Path below the platform's folder. */
  readonly name: string;
  readonly kind: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface RecordedFile {
  kind: string;
  request: { method: string; url: string; query?: Record<string, string | string[]> };
  response: { status: number; headers?: Record<string, string>; body: unknown };
}

export const recordingsFolder = (): string | undefined => process.env['RECORDINGS_DIR'];

export function loadRecordings(platform: string): Recording[] {
  const folder = join(recordingsFolder() ?? '', platform);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readRecording(name, readFileSync(join(folder, name), 'utf8')));
}

function readRecording(name: string, text: string): Recording {
  const { kind, request, response } = withoutPlaceholders(JSON.parse(text)) as RecordedFile;
  const url = new URL(request.url);
  const query = Object.fromEntries(Object.entries(request.query ?? {}).map(([key, value]) => [key, [value].flat()]));
  for (const [key, value] of url.searchParams) query[key] ??= [value];
  return {
    name,
    kind,
    method: request.method,
    host: url.host,
    path: decodeURIComponent(url.pathname),
    query,
    status: response.status,
    headers: response.headers ?? {},
    body: response.body,
  };
}

/** The adapter's own endpoint that this recording is an answer of, if any. */
export function endpointOf(recording: Recording, basePath: string, endpoints: readonly string[]): string | undefined {
  return recording.method === 'GET'
    ? endpoints.find((endpoint) => recording.path === `${basePath}${endpoint}`)
    : undefined;
}

/** For a test's title: how many recordings of which endpoints are nobody's business here. */
export function countByEndpoint(all: readonly Recording[], without: readonly Recording[]): string {
  const counts = new Map<string, number>();
  for (const { host, method, path } of all.filter((recording) => !without.includes(recording))) {
    const endpoint = `${method} ${host}${path}`;
    counts.set(endpoint, (counts.get(endpoint) ?? 0) + 1);
  }
  return `${all.length - without.length} others: ${[...counts].map(([endpoint, count]) => `${endpoint} ${count}`).join(', ')}`;
}
