/** Shapes that no honest client sends: repeated query parameters, NUL, halves of characters, names that reach into prototypes. */
import { json } from 'express';
import type { NextFunction, Request, Response } from 'express';
import { invalid } from '../errors.js';

const BODY_LIMIT = '100kb';
/** Nothing here takes more than an object of lists; far deeper ones overflow whoever walks them. */
const MOST_DEEP = 32;
/** Nothing here takes lists of more than a few hundred; whoever checks megabytes of empty ones keeps everybody waiting. */
const MOST_VALUES = 5_000;
const PROTOTYPE_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/** Where platforms send people's browsers: whatever they bring, they are led to a page that says what came of it. */
const LANDING = /^\/api\/v1\/oauth\/[^/?]+\/callback(?:\?|$)/i;

export function plainQuery(request: Request, _response: Response, next: NextFunction): void {
  if (LANDING.test(request.originalUrl)) return next();
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
export const jsonBody = () => jsonUpTo(BODY_LIMIT, isStorable);

/** The same for a route that takes more, and that says itself which character of a long text is wrong. */
export const largeJsonBody = (limit: string) => jsonUpTo(limit, () => true);

const jsonUpTo = (limit: string, isFit: (text: string) => boolean) =>
  json({
    limit,
    inflate: false,
    verify: (_request, _response, body) => {
      const { deepest, values } = shapeOf(body);
      if (deepest > MOST_DEEP) throw Object.assign(new SyntaxError('too deep'), { status: 400 });
      if (values > MOST_VALUES) throw Object.assign(new SyntaxError('too many values'), { status: 400 });
    },
    type: () => true, // jsonOnly has refused everything else
    reviver: (key: string, value: unknown) => {
      if (PROTOTYPE_NAMES.has(key)) throw new SyntaxError('reserved name');
      if (typeof value === 'string' && !isFit(value)) throw new SyntaxError('not storable');
      return value;
    },
  });

/** No text column takes NUL or half a surrogate pair. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, QUOTE, BACKSLASH, COMMA] = Buffer.from('{}[]"\\,');

/** How deep the brackets of a JSON text go, and how many values they hold; what stands within its strings apart. */
function shapeOf(body: Buffer): { deepest: number; values: number } {
  let [depth, deepest, values, quoted] = [0, 0, 1, false];
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (quoted && byte === BACKSLASH) at += 1;
    else if (byte === QUOTE) quoted = !quoted;
    else if (quoted) continue;
    else if (byte === COMMA) values += 1;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) deepest = Math.max(deepest, (depth += 1));
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth -= 1;
  }
  return { deepest, values };
}
