import type { ConnectionCode } from './connection-codes.js';

/** What our HTTP edge says. A closed list with one status each; `docs/` and the OpenAPI document are made from it. */
export const API_CODES = {
  REQUEST_INVALID: { status: 400, title: 'The request is not valid' },
  UNAUTHENTICATED: { status: 401, title: 'Sign in first' },
  FORBIDDEN: { status: 403, title: 'You may not do this' },
  NOT_FOUND: { status: 404, title: 'Not found' },
  CONFLICT: { status: 409, title: 'This conflicts with what is already there' },
  IDEMPOTENCY_MISMATCH: { status: 409, title: 'This Idempotency-Key was used for another request' },
  REQUEST_IN_FLIGHT: { status: 409, title: 'The same request is still being answered' },
  TOO_MANY_REQUESTS: { status: 429, title: 'Too many requests' },
  SERVICE_UNAVAILABLE: { status: 503, title: 'Rostrum is not available right now' },
  INTERNAL: { status: 500, title: 'Something went wrong on our side' },
} as const;

export type ApiCode = keyof typeof API_CODES;

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
  readonly code: string;
}

export interface ApiErrorDetails {
  /** Only where a code's usual status does not fit (422 for passphrase policy). */
  readonly status?: number;
  readonly errors?: readonly FieldProblem[];
  readonly retryAfterSeconds?: number;
  readonly connectionCode?: ConnectionCode;
  /** What the person should do next. */
  readonly action?: string;
  /** Further whitelisted members of the problem document. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error that leaves the house; the problem filter turns it into RFC 9457. `message` is shown to people. */
export class ApiError extends Error {
  constructor(
    readonly code: ApiCode,
    message: string,
    readonly details: ApiErrorDetails = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'ApiError';
  }

  get status(): number {
    return this.details.status ?? API_CODES[this.code].status;
  }
}

/** The same words for an unknown id and for another agency's. */
export const notFound = (what: string) => new ApiError('NOT_FOUND', `There is no such ${what}.`);

export const invalid = (field: string, message: string, code = 'invalid') =>
  new ApiError('REQUEST_INVALID', message, { errors: [{ field, message, code }] });

export const conflict = (message: string, details: ApiErrorDetails = {}) => new ApiError('CONFLICT', message, details);

export const unauthenticated = () => new ApiError('UNAUTHENTICATED', 'Sign in, or send a valid API key.');

/** Programs have no role to ask about: their key has scopes. */
export const forbidden = (who: 'staff' | 'api-key' | 'invitation' = 'staff') =>
  new ApiError(
    'FORBIDDEN',
    who !== 'api-key'
      ? 'Your role does not allow this. Ask an owner or admin.'
      : 'This API key does not allow this. Make one that may write, too, or do it in the console.',
  );

export const tooMany = (message: string, retryAfterSeconds: number) =>
  new ApiError('TOO_MANY_REQUESTS', message, { retryAfterSeconds: Math.max(1, Math.ceil(retryAfterSeconds)) });
