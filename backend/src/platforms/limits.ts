/** Published limits, and how an operator writes others: `class=calls/seconds`, `/account` behind it where each account has its own. */
import type { PublishedLimit } from './contract/descriptor.js';

const ENTRY = /^([a-z][a-z-]*)=(\d{1,9})\/(\d{1,7})(\/account)?$/;
const LONGEST_SECONDS = 31 * 86_400;

export const scopeOf = ({ scope }: Pick<PublishedLimit, 'scope'>): 'app' | 'account' => scope ?? 'app';

/** The form in which limits are written. */
export const writeLimits = (limits: readonly PublishedLimit[]): string =>
  limits
    .map((limit) => {
      const own = scopeOf(limit) === 'account' ? '/account' : '';
      return `${limit.endpointClass}=${limit.calls}/${limit.windowSeconds}${own}`;
    })
    .join(',');

/**
 * What is written replaces all published limits of the classes that it names; the others stay. A day keeps the midnight that
 * it was published with. Throws an Error that says what to write.
 */
export function readLimits(text: string, published: readonly PublishedLimit[], source: string): PublishedLimit[] {
  const written = text.split(',').map((entry) => readEntry(entry.trim(), published, source));
  const named = new Set(written.map(({ endpointClass }) => endpointClass));
  return [...published.filter(({ endpointClass }) => !named.has(endpointClass)), ...written];
}

function readEntry(entry: string, published: readonly PublishedLimit[], source: string): PublishedLimit {
  const [, endpointClass = '', calls, seconds, own] = ENTRY.exec(entry) ?? [];
  const windowSeconds = Number(seconds);
  const known = published.filter((limit) => limit.endpointClass === endpointClass);
  const usable = Number(calls) >= 1 && windowSeconds >= 1 && windowSeconds <= LONGEST_SECONDS;
  if (known.length === 0 || !usable)
    throw new Error(
      `does not understand "${entry.slice(0, 60)}"; write class=calls/seconds, with /account behind it where each account ` +
        `has a limit of its own, and commas between: ${writeLimits(published)}`,
    );
  const midnightIn = known.find((limit) => limit.midnightIn && limit.windowSeconds === windowSeconds)?.midnightIn;
  const scope = own ? 'account' : 'app';
  return { endpointClass, calls: Number(calls), windowSeconds, scope, source, ...(midnightIn && { midnightIn }) };
}
