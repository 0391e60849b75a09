/** Shapes that no honest client sends: repeated query parameters, NUL, halves of characters, names that reach into prototypes. */
import { json } from 'express';
import type { NextFunction, Request, Response } from 'express';
import { invalid } from '../errors.js';

const BODY_LIMIT = '100kb';
const PROTOTYPE_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

export function plainQuery(request: Request, _response: Response, next: NextFunction): void {
  const [, query = ''] = request.originalUrl.split(/\?(.*)/s);
  const seen = new Set<string>();
  if (request.originalUrl.includes('%00')) return next(invalid('url', 'The address holds a NUL character.', 'nul'));
  for (const name of new URLSearchParams(query).keys()) {
    if (PROTOTYPE_NAMES.has(name)) return next(invalid(name, 'This parameter is not known.', 'unknown-field'));
    if (seen.has(name)) return next(invalid(name, 'This parameter is given more than once.', 'repeated'));
    seen.add(name);
  }
  next();
}

/** JSON up to 100 KB, not compressed, without NUL or halves of characters, and without keys that would reach into an object's prototype. */
export const jsonBody = () =>
  json({
    limit: BODY_LIMIT,
    inflate: false,
    type: () => true, // jsonOnly has refused everything else
    reviver: (key: string, value: unknown) => {
      if (PROTOTYPE_NAMES.has(key)) throw new SyntaxError('reserved name');
      if (typeof value === 'string' && !isStorable(value)) throw new SyntaxError('not storable');
      return value;
    },
  });

/** No text column takes NUL or half a surrogate pair. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
