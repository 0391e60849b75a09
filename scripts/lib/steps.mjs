/** One line a step, with its time. */

// Whoever read our lines may go before we do (`npm start | head`): that is no reason to leave servers behind.
process.stdout.on('error', () => undefined);

/** @param {number} since */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/**
 * Runs one step and says what came of it: `note` gets what it did. A step without a note is silent.
 *
 * @type {<T>(work: (note: (text: string) => void) => Promise<T>) => Promise<T>}
 */
export const step = async (work) => {
  const since = performance.now();
  let line = '';
  const result = await work((text) => (line = text));
  if (line) say(`  ${line.padEnd(64)} ${seconds(since).padStart(7)}`);
  return result;
};
