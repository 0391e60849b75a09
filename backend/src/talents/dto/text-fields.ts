/** How texts of talents are taken in: trimmed, without control characters, each once. */
import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsString, Length, Matches } from 'class-validator';

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);
const NO_CONTROLS = /^[^\p{Cc}]*$/u;

/** One line of text, 1 to `max` characters after trimming. */
export const Line = (max: number) =>
  applyDecorators(
    Transform(({ value }) => trimmed(value)),
    IsString(),
    Length(1, max),
    Matches(NO_CONTROLS, { message: '$property must be one line of text' }),
  );

/** Up to `count` lines; the same one twice, whatever its case, is kept once. */
export const Lines = (count: number, max: number) =>
  applyDecorators(
    Transform(({ value }) => (Array.isArray(value) ? distinct(value.map(trimmed)) : (value as unknown))),
    IsArray(),
    ArrayMaxSize(count),
    IsString({ each: true }),
    Length(1, max, { each: true }),
    Matches(NO_CONTROLS, { each: true, message: 'each value in $property must be one line of text' }),
  );

function distinct(values: readonly unknown[]): unknown[] {
  const seen = new Set<unknown>();
  return values.filter((value) => {
    const key = typeof value === 'string' ? value.toLowerCase() : value;
    return seen.has(key) ? false : seen.add(key);
  });
}
