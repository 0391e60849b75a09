/**
 * What the processes under test say. It is not shown, but kept, down to the smallest detail: the surroundings of a test
 * file search it for secrets when its last test is over (`services.environment.mjs`).
 */
export const keepLog = (text: string): void =>
  (Reflect.get(globalThis, 'keepLog') as typeof keepLog | undefined)?.(text);
