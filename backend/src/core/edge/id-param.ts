/** The id in a path. What is no UUID names nothing and could not even be asked for. */
import { Param } from '@nestjs/common';
import type { PipeTransform } from '@nestjs/common';
import { isId } from '../database/ids.js';
import { invalid } from '../errors.js';

class IdPipe implements PipeTransform<unknown, string> {
  constructor(private readonly field: string) {}

  transform(value: unknown): string {
    if (typeof value !== 'string' || !isId(value))
      throw invalid(this.field, 'This is not an id: a UUID is expected.', 'is-uuid');
    return value.toLowerCase();
  }
}

/** `@IdParam() id: string` */
export const IdParam = (name = 'id'): ParameterDecorator => Param(name, new IdPipe(name));
