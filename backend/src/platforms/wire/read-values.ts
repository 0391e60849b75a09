/** Small readers for values as platforms write them. Pure; none throws. */
import { z } from 'zod';
import { PlatformError } from '../contract/platform-error.js';

/**
 * A count that may be missing (null), a number, or digits in a string. What is present but unreadable becomes NaN, which
 * the gateway's bounds turn into an error or a blank: a wrong number must never look like a missing one here.
 */
export function readCount(raw: unknown): number | null {
  if (raw === undefined || raw === null) return null;
  if (typeof raw === 'number') return raw;
  return typeof raw === 'string' && /^-?\d{1,30}$/.test(raw) ? Number(raw) : Number.NaN;
}

/** ISO 8601 with any number of decimals and with or without a zone (then UTC); null if it isn't a date. */
export function readDate(raw: unknown): Date | null {
  if (typeof raw !== 'string' || raw.length > 64) return null;
  if (EXACT.test(raw)) return dateOf(raw);
  const parts = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2})?)(\.\d{1,12})?(Z|z|[+-]\d{2}:?\d{2})?$/.exec(raw);
  if (!parts) return null;
  const millis = (parts[3] ?? '.000').slice(0, 4).padEnd(4, '0');
  const zone = (parts[4] ?? 'Z').toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const time = parts[2]?.length === 5 ? `${parts[2]}:00` : parts[2];
  return dateOf(`${parts[1]}T${time}${millis}${zone}`);
}

/** As nearly all platforms write it, and as it is read without being put together anew. */
const EXACT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;

function dateOf(iso: string): Date | null {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** A non-empty string, or null. */
export function readText(raw: string | undefined | null): string | null {
  return raw === undefined || raw === null || raw.trim() === '' ? null : raw;
}

/** An http(s) URL as written, or null. */
export function readUrl(raw: string | undefined | null): string | null {
  const url = raw ? URL.parse(raw) : null;
  return url && /^https?:$/.test(url.protocol) && raw ? raw : null;
}

/** A language tag in its simple form, or null. */
export function readLanguage(raw: string | undefined | null): string | null {
  return raw && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(raw) ? raw : null;
}

/** Each form is compiled when it is first met: pages are read in a fifth of the time, and leave a third of the garbage. */
const compiled = new WeakMap<z.ZodType, z.ZodType>();

function compiledOf<S extends z.ZodType>(schema: S): S {
  const known = compiled.get(schema);
  if (known) return known as S;
  const made = z.compile(schema);
  compiled.set(schema, made);
  return made;
}

/** An answer in the known form, or PLATFORM_CONTRACT_CHANGED naming the first place that differs (never its value). */
export function readShape<S extends z.ZodType>(schema: S, body: unknown, where: string): z.infer<S> {
  const result = compiledOf(schema).safeParse(body);
  if (result.success) return result.data;
  const place = result.error.issues[0]?.path.join('.') ?? '';
  throw new PlatformError('PLATFORM_CONTRACT_CHANGED', { note: `${where}: unknown form at "${place.slice(0, 100)}"` });
}
