/** Shape and values of what comes in. Unknown fields are refused, never dropped in silence. */
import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from '@nestjs/common';
import { ApiError } from '../errors.js';
import type { FieldProblem } from '../errors.js';

const MAX_PROBLEMS = 50;

/** `isString` → `is-string`: codes read alike wherever they come from. */
const problemCode = (constraint: string): string =>
  constraint === 'whitelistValidation' ? 'unknown-field' : constraint.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();

function fieldProblems(errors: readonly ValidationError[], parent = ''): FieldProblem[] {
  return errors.flatMap((error) => {
    const field = parent ? `${parent}.${error.property}` : error.property;
    const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
      field: field || 'body',
      message,
      code: problemCode(constraint),
    }));
    return [...own, ...fieldProblems(error.children ?? [], field)];
  });
}

function refusal(errors: ValidationError[]): ApiError {
  const problems = fieldProblems(errors).slice(0, MAX_PROBLEMS);
  const fields = [...new Set(problems.map(({ field }) => field))].slice(0, 5).join(', ');
  return new ApiError('REQUEST_INVALID', `Check these fields: ${fields}.`, { errors: problems });
}

export const validationPipe = () =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    transformOptions: { exposeDefaultValues: true },
    validationError: { target: false, value: false },
    exceptionFactory: refusal,
  });
