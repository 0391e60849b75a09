/** Which keys an app has at a platform, and what each is for. Pure. */
import { invalid } from '../../core/errors.js';
import type { PlatformDescriptor } from '../../platforms/contract/descriptor.js';

export type KeyPurpose = 'public' | 'consent';

export interface AppKey {
  readonly key: string;
  readonly comment: string;
  readonly for: readonly KeyPurpose[];
  readonly required: boolean;
}

export type KeyValues = Readonly<Record<string, string>>;

/** Far more than any key has. */
const LONGEST = 4_000;

/** By purpose: an app has all keys for one, or none. */
export const keysFor = ({ config, oauth }: PlatformDescriptor): ReadonlyMap<KeyPurpose, readonly string[]> =>
  new Map<KeyPurpose, readonly string[]>([
    ...(config.required.length > 0 ? [['public', config.required] as const] : []),
    ...(oauth ? [['consent', [oauth.clientIdKey, oauth.clientSecretKey]] as const] : []),
  ]);

export function appKeys(descriptor: PlatformDescriptor): readonly AppKey[] {
  const purposes = [...keysFor(descriptor)];
  const names = [...new Set(purposes.flatMap(([, keys]) => keys))];
  return names.map((key) => ({
    key,
    comment: descriptor.config.keys[key]?.comment ?? '',
    for: purposes.filter(([, keys]) => keys.includes(key)).map(([purpose]) => purpose),
    required: purposes.every(([, keys]) => keys.includes(key)),
  }));
}

/** The values as they are from now on. Refuses what is no key here, what no key looks like, and half an app. */
export function changedValues(descriptor: PlatformDescriptor, before: KeyValues, given: KeyValues): KeyValues {
  const known = new Set(appKeys(descriptor).map(({ key }) => key));
  for (const [key, value] of Object.entries(given)) assertFits(descriptor, known, key, value);
  const values = Object.entries({ ...before, ...trimmed(given) }).filter(([, value]) => value !== '');
  const after = Object.fromEntries(values);
  for (const [, keys] of keysFor(descriptor)) assertWhole(keys, after);
  if (values.length === 0) throw invalid('values', 'No key is left. Take the app out of use instead.', 'none-left');
  return after;
}

const trimmed = (given: KeyValues): KeyValues =>
  Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value.trim()]));

function assertFits(
  { config, name }: PlatformDescriptor,
  known: ReadonlySet<string>,
  key: string,
  value: unknown,
): void {
  if (!known.has(key)) throw invalid(`values.${key}`, `${name} has no such key of an app.`, 'unknown-key');
  if (typeof value !== 'string') throw invalid(`values.${key}`, `${key} must be text.`, 'is-string');
  if (value.length > LONGEST) throw invalid(`values.${key}`, `${key} is longer than any key.`, 'max-length');
  if (hasControl(value)) throw invalid(`values.${key}`, `${key} holds characters that no key has.`, 'characters');
  const result = value.trim() === '' ? null : config.keys[key]?.schema.safeParse(value.trim());
  if (result?.success === false) {
    const why = result.error.issues[0]?.message ?? 'is not valid';
    throw invalid(`values.${key}`, `${key} ${why}.`, 'format');
  }
}

/** Line breaks inside would write further headers; spaces at the ends are what copying leaves behind. */
const hasControl = (value: string): boolean => /\p{Cc}/u.test(value.trim());

function assertWhole(keys: readonly string[], values: KeyValues): void {
  const missing = keys.filter((key) => values[key] === undefined);
  if (missing.length === 0 || missing.length === keys.length) return;
  const [first = ''] = missing;
  throw invalid(
    `values.${first}`,
    `${missing.join(', ')} is missing: ${keys.join(', ')} belong together.`,
    'incomplete',
  );
}
