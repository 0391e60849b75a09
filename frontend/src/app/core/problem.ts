/** Every way a request can fail, read from RFC 9457 problem+json into one shape that screens can show. */
import type { ExistingConnection } from './api/models';

export interface FieldProblem {
  field: string;
  message: string;
}

/** An account as the API names it when it knows who was meant, e.g. the author of a pasted post. */
interface NamedAccount {
  platform: string;
  kind: string;
  value: string;
}

export interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  action: string | null;
  requestId: string | null;
  retryAfter: number | null;
  connectionCode: string | null;
  errors: FieldProblem[];
  existing: ExistingConnection | null;
  author: NamedAccount | null;
  /** Where this page would have to be opened instead. */
  openAt?: string | null;
}

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** No answer at all: the server is down, or the network is. */
export const UNREACHABLE: Problem = {
  status: 0,
  code: 'UNREACHABLE',
  title: 'No answer',
  detail: 'Rostrum did not answer. Check your connection; we keep trying.',
  action: null,
  requestId: null,
  retryAfter: null,
  connectionCode: null,
  errors: [],
  existing: null,
  author: null,
};

const BY_STATUS: Record<number, string> = {
  401: 'Your session has ended. Sign in again.',
  403: 'Your role does not allow this.',
  404: 'This is not here, or no longer.',
  429: 'Too many requests. Wait a moment, then try again.',
  503: 'Rostrum is not ready yet. Try again in a moment.',
};

export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { ...UNREACHABLE, code: 'CONSOLE', title: 'Something broke in this page', detail: 'Load the page again.' };
}

export function fieldErrors(problem: Problem | null): Record<string, string> {
  return Object.fromEntries((problem?.errors ?? []).map(({ field, message }) => [field, message]));
}

/** Takes whatever came: a proxy's HTML or an empty body gets words of our own. */
export function problemFrom(status: number, answer: unknown): Problem {
  const body = isRecord(answer) ? answer : {};
  const fallback = BY_STATUS[status] ?? 'Something went wrong on our side. Try again.';
  return {
    status,
    code: text(body['code']) ?? `HTTP_${status}`,
    title: text(body['title']) ?? 'This did not work',
    detail: text(body['detail']) ?? fallback,
    action: text(body['action']),
    requestId: text(body['requestId']),
    retryAfter: typeof body['retryAfter'] === 'number' ? body['retryAfter'] : null,
    connectionCode: text(body['connectionCode']),
    errors: readFieldProblems(body['errors']),
    existing: isRecord(body['existing']) ? (body['existing'] as unknown as ExistingConnection) : null,
    author: readAccount(body['author']),
    openAt: text(body['openAt']),
  };
}

function readFieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).flatMap((entry) => {
    const field = text(entry['field']);
    const message = text(entry['message']);
    return field && message ? [{ field, message }] : [];
  });
}

function readAccount(value: unknown): NamedAccount | null {
  const { platform, kind, value: name } = isRecord(value) ? value : {};
  const [where, how, who] = [text(platform), text(kind), text(name)];
  return where && how && who ? { platform: where, kind: how, value: who } : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
