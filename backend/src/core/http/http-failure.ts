/** Why an HTTP request ended without a usable answer. A status code, however bad, is an answer and not a failure. */
export type HttpFailureKind =
  /** Connect, headers, body or the whole request took too long. */
  | 'timeout'
  /** No connection, or it broke before the answer was complete. */
  | 'connect'
  | 'tls'
  /** The caller's signal fired. */
  | 'aborted'
  /** More bytes than allowed; reading stopped there. */
  | 'too-large'
  /** The host, scheme or port is not on the list; nothing was sent. */
  | 'blocked-host'
  /** The host's name leads to an address that is not public; nothing was sent. */
  | 'blocked-address'
  /** A redirect where none is allowed, or too many. */
  | 'redirect'
  /** Not HTTP, an unknown content encoding, or text that is not UTF-8. */
  | 'malformed';

/** Why a request is ended on this side before its answer is whole. */
export type EarlyEnd = Extract<HttpFailureKind, 'aborted' | 'timeout'>;

/** The only error that HttpClient throws. Its message names host and path, never the query, headers or body. */
export class HttpFailure extends Error {
  constructor(
    readonly kind: HttpFailureKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'HttpFailure';
  }
}

const TIMEOUT_CODES = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);
const MALFORMED_CODES = new Set([
  'UND_ERR_HEADERS_OVERFLOW',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_INVALID_ARG',
]);
const TLS_CODE = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO)/;

/** Sorts whatever undici, TLS or DNS threw. `ended`: why it was ended here, where it was; that then is the reason. */
export function toHttpFailure(error: unknown, where: string, ended: EarlyEnd | null): HttpFailure {
  if (error instanceof HttpFailure) return error;
  if (ended === 'aborted') return new HttpFailure('aborted', `${where}: aborted by the caller`, { cause: error });
  if (ended === 'timeout') return new HttpFailure('timeout', `${where}: total time-out`, { cause: error });
  const failure = innermostFailure(error);
  if (failure) return failure;
  const code = errorCode(error);
  if (TIMEOUT_CODES.has(code)) return new HttpFailure('timeout', `${where}: ${code}`, { cause: error });
  if (TLS_CODE.test(code)) return new HttpFailure('tls', `${where}: ${code}`, { cause: error });
  if (MALFORMED_CODES.has(code) || code.startsWith('HPE_'))
    return new HttpFailure('malformed', `${where}: ${code}`, { cause: error });
  return new HttpFailure('connect', `${where}: ${code || 'connection failed'}`, { cause: error });
}

/** The socket's look-up refuses by throwing HttpFailure; undici and AggregateError may wrap it. */
function innermostFailure(error: unknown): HttpFailure | undefined {
  if (error instanceof HttpFailure) return error;
  if (error instanceof AggregateError) return error.errors.map(innermostFailure).find((found) => found !== undefined);
  if (error instanceof Error && error.cause !== undefined) return innermostFailure(error.cause);
  return undefined;
}

function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if (error.name === 'HTTPParserError') return 'HPE_INVALID';
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
