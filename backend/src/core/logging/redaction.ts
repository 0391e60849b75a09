/** What no log line may hold, by name of the field and by look of the text. Secrets by type mask themselves (see Secret). */
const MASK = '[redacted]';
const SECRET_NAME =
  /(authorization|cookie|pass(word|phrase|wd)|secret|token|api[-_]?key|credential|^e-?mail$|^body$|^query$|^parameters$)/i;
const MAX_DEPTH = 6;

/** A copy in which fields with a telling name are masked, however deep. */
export function redactFields(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if ('toJSON' in value && typeof value.toJSON === 'function') return value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (Array.isArray(value)) return value.map((item: unknown) => redactFields(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [
      name,
      SECRET_NAME.test(name) && inner !== null && inner !== undefined ? MASK : redactFields(inner, depth + 1),
    ]),
  );
}

/** Texts of errors and messages are not ours to choose, so the finished line is searched once more. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi, `$1 ${MASK}`],
  [/([?&](?:key|code|state|token|[a-z]*_?(?:token|secret|key|password))=)[^&\s"\\#]+/gi, `$1${MASK}`],
  [/\b((?:postgres(?:ql)?|rediss?|https?):\/\/[^\s:/@"\\]{0,128}:)[^\s@"\\]{1,512}@/gi, `$1${MASK}@`],
  [/[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu, '[e-mail]'],
  [/\b(rk_[a-z0-9]{8})_[\w-]{20,}/g, `$1_${MASK}`],
  [/\b((?:__Host-)?rostrum[\w-]*=)[\w-]{20,}/g, `$1${MASK}`],
];

export const redactLine = (line: string): string =>
  PATTERNS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);

export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/** Errors as name, words, code and place. Their other fields (details of rows, requests, queries) stay out. */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: typeof error === 'string' ? error : 'not an error' };
  const code: unknown = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    ...(error.stack ? { stack: error.stack } : {}),
    ...(error.cause !== undefined && depth < 3 ? { cause: loggedError(error.cause, depth + 1) } : {}),
  };
}
