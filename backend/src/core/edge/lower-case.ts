/** Ids in a body as we keep them: the same one in capitals is the same one. */
import { Transform } from 'class-transformer';

const lower = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

/** For one text or a list of them; anything else is left to the checks. */
export const LowerCase = () =>
  Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(lower) : lower(value)));
