/** Something the person at the terminal can mend: shown as its message alone, without a stack. */
export class Problem extends Error {}

/**
 * @param {unknown} error
 * @returns {string}
 */
export function messageOf(error) {
  if (error instanceof AggregateError && !error.message) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

/**
 * The system's code of a failure (`ECONNREFUSED`, `42P04` …), empty if it has none.
 *
 * @param {unknown} error
 */
export function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * Says what went wrong on standard error and sets the exit code.
 *
 * @param {unknown} error
 */
export function fail(error) {
  if (codeOf(error) === 'ENOSPC') console.error('The disk is full: free some space and start again.');
  else if (error instanceof Problem) console.error(error.message);
  else console.error(error);
  process.exitCode = 1;
}
