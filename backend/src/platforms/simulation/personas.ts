/** Accounts that behave in a way of their own, by how their name begins. */
import type { Persona } from '../contract/simulator.js';

export const PERSONAS: readonly Persona[] = [
  { prefix: 'missing', what: 'There is no such account.' },
  { prefix: 'private', what: 'The account shows itself to nobody.' },
  { prefix: 'deleted', what: 'Its owner has deactivated or deleted the account.' },
  { prefix: 'suspended', what: 'The platform has suspended the account.' },
  { prefix: 'turns', what: 'Well at first; from the second read on what follows: turns-deleted, turns-suspended …' },
  { prefix: 'renamed', what: 'From the second read on the same account goes by another handle.' },
  { prefix: 'reassigned', what: 'From the second read on the handle belongs to another account.' },
  { prefix: 'empty', what: 'An account without any posts.' },
  { prefix: 'pruned', what: 'From the second read on one of its posts is deleted.' },
  { prefix: 'huge', what: '10,000 posts.' },
  { prefix: 'viral', what: 'One post a day explodes, and followers jump with it.' },
  { prefix: 'ratelimited', what: 'The platform’s limit for 20 seconds, then well.' },
  { prefix: 'flaky', what: 'Fails twice, then well.' },
  { prefix: 'down', what: 'The platform is out of order (503).' },
  { prefix: 'slow', what: 'Every call takes 3 seconds.' },
  { prefix: 'garbage', what: 'Answers that are not proper JSON.' },
];

/** For platforms that have no such accounts; docs/simulators.md says why. */
export function personasWithout(...prefixes: readonly string[]): readonly Persona[] {
  return PERSONAS.filter(({ prefix }) => !prefixes.includes(prefix));
}

/** Why an account is not shown. */
export type Absence = 'missing' | 'private' | 'deleted' | 'suspended';

const ABSENT = /^(missing|private|deleted|suspended)/;
const TURNING = /^turns[-_.]?(missing|private|deleted|suspended)/;

/** What keeps the account of this name from being shown: at once, or (`turned`) only once it has turned. */
export function absenceOf(name: string, turned: boolean): Absence | null {
  const found = ABSENT.exec(name) ?? (turned ? TURNING.exec(name) : null);
  return (found?.[1] as Absence | undefined) ?? null;
}

export const isPruned = (name: string): boolean => name.startsWith('pruned');

const RENAMED = 'renamed';
/** Handles that begin so are kept for renamed accounts. */
const NEW_NAME = 'newname';
const REASSIGNED = 'reassigned';
/** Names that begin so are those of accounts that take over a handle; nobody is called so. */
const NEW_OWNER = 'newowner';

const exchange = (name: string, from: string, to: string): string | null =>
  name.startsWith(from) ? `${to}${name.slice(from.length)}` : null;

/** The handle that a renamed account takes: no longer than the old one, and valid wherever that is. */
export const newHandleOf = (name: string): string | null => exchange(name, RENAMED, NEW_NAME);
/** The first name of the renamed account that takes this handle. */
export const renamedTo = (handle: string): string | null => exchange(handle, NEW_NAME, RENAMED);
/** The account that takes over this handle. */
export const takerOf = (handle: string): string | null => exchange(handle, REASSIGNED, NEW_OWNER);
/** The handle that this account takes over. */
export const takenBy = (name: string): string | null => exchange(name, NEW_OWNER, REASSIGNED);
