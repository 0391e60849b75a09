import { v7, validate } from 'uuid';

/** Made in the app, ordered by time: a keyset on the id is a keyset on creation. */
export const newId = (): string => v7();

export const isId = (text: string): boolean => validate(text);
