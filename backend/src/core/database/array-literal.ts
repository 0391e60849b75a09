/** Lists as PostgreSQL reads them. The driver takes every text apart twice, which shows where rows go in by the thousand. */

const SPECIAL = /["\\]/;
const EACH_SPECIAL = /["\\]/g;
const LAST_YEAR = 9999;

/**
 * Null for a list that holds anything but texts, numbers, truth values and dates: the driver knows how those are written. Whole
 * columns of numbers, and of texts without anything special in them, are joined at once.
 */
export function arrayLiteral(items: readonly unknown[]): string | null {
  if (items.every(isNumber)) return `{${items.join(',')}}`;
  if (items.every(isText) && !SPECIAL.test(items.join(','))) return `{"${items.join('","')}"}`;
  return mixedLiteral(items);
}

const isNumber = (item: unknown): item is number => typeof item === 'number';
const isText = (item: unknown): item is string => typeof item === 'string';

function mixedLiteral(items: readonly unknown[]): string | null {
  let literal = '{';
  let written: string | null = null;
  for (let index = 0; index < items.length; index += 1) {
    if (index === 0 || items[index] !== items[index - 1]) written = elementOf(items[index]); // what holds for a page stands at each of its rows
    if (written === null) return null;
    literal += index === 0 ? written : `,${written}`;
  }
  return `${literal}}`;
}

function elementOf(item: unknown): string | null {
  if (item === null || item === undefined) return 'NULL';
  if (typeof item === 'string') return quoted(item);
  if (typeof item === 'number' || typeof item === 'bigint' || typeof item === 'boolean') return String(item);
  return item instanceof Date ? moment(item) : null;
}

const quoted = (text: string): string =>
  SPECIAL.test(text) ? `"${text.replace(EACH_SPECIAL, String.raw`\$&`)}"` : `"${text}"`;

/** Null where ISO 8601 would write a year as PostgreSQL does not read it. */
function moment(date: Date): string | null {
  const year = date.getUTCFullYear();
  return year >= 1 && year <= LAST_YEAR ? `"${date.toISOString()}"` : null;
}
