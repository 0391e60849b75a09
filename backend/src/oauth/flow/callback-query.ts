/** What a platform sends a browser back with, as far as it may be believed to be an answer at all. Pure. */

export type CallbackQuery = { readonly state: string; readonly iss: string | null } & (
  { readonly code: string } | { readonly error: string }
);

/** As ours are made. */
const STATE = /^[\w-]{43}$/;
const CODE = /^[\x21-\x7e]{1,4096}$/;
/** RFC 6749 § 4.1.2.1; what else is in an answer is not looked at, its description least of all. */
const ERROR = /^[\x20-\x21\x23-\x5b\x5d-\x7e]{1,200}$/;
const ISSUER = /^https?:\/\/[\x21-\x7e]{1,300}$/;

/** Null unless there is exactly one state, and exactly one code or error, each once. */
export function readCallback(query: Readonly<Record<string, unknown>>): CallbackQuery | null {
  const { state, code, error, iss } = query;
  if (!isText(state, STATE) || (code === undefined) === (error === undefined)) return null;
  if (iss !== undefined && !isText(iss, ISSUER)) return null;
  const common = { state, iss: iss ?? null };
  if (isText(code, CODE)) return { ...common, code };
  return isText(error, ERROR) ? { ...common, error } : null;
}

const isText = (value: unknown, form: RegExp): value is string => typeof value === 'string' && form.test(value);
