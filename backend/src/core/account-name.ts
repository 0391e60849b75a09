/** What an account is called in sentences: "@mia" by its handle; where its platform tells none, its owner's name as it is. */

/** Handles hold no space; names of people do. */
export const goesByName = (handle: string): boolean => /\s/.test(handle);

export const accountName = (handle: string): string =>
  handle.startsWith('@') || goesByName(handle) ? handle : `@${handle}`;
