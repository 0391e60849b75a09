import { HttpErrorResponse } from '@angular/common/http';
import { ProblemError, fieldErrors, toProblem } from './problem';

const answer = (status: number, error: unknown) => new HttpErrorResponse({ status, error });

describe('toProblem', () => {
  it('reads everything that the API says', () => {
    const problem = toProblem(
      answer(409, {
        status: 409,
        code: 'CONFLICT',
        title: 'Conflict',
        detail: '@mia is already connected to Mia.',
        action: 'Open Mia.',
        requestId: 'r-1',
        connectionCode: 'PROFILE_DUPLICATE',
        existing: { connectionId: 'c1', talentId: 't1', talentName: 'Mia', status: 'READY' },
      }),
    );
    expect(problem).toMatchObject({
      status: 409,
      code: 'CONFLICT',
      detail: '@mia is already connected to Mia.',
      action: 'Open Mia.',
      requestId: 'r-1',
      connectionCode: 'PROFILE_DUPLICATE',
      existing: { talentName: 'Mia' },
    });
  });

  it('reads a body that arrives as text', () => {
    expect(toProblem(answer(400, '{"code":"REQUEST_INVALID","detail":"No."}'))).toMatchObject({ detail: 'No.' });
  });

  it.each([
    [401, 'Your session has ended. Sign in again.'],
    [500, 'Something went wrong on our side. Try again.'],
  ])('has words for a bare %d', (status, detail) => {
    expect(toProblem(answer(status, '<html>')).detail).toBe(detail);
  });

  it('tells a dead connection from an answer', () => {
    expect(toProblem(answer(0, new ProgressEvent('error'))).code).toBe('UNREACHABLE');
  });

  it('never shows the words of a program error', () => {
    expect(toProblem(new TypeError('x is not a function')).detail).toBe('Load the page again.');
  });

  it('passes on what has been read already', () => {
    const problem = toProblem(answer(404, {}));
    expect(toProblem(new ProblemError(problem))).toBe(problem);
  });

  it('ties field errors to their fields and drops broken ones', () => {
    const problem = toProblem(answer(400, { errors: [{ field: 'name', message: 'Too long.' }, { field: 3 }, null] }));
    expect(fieldErrors(problem)).toEqual({ name: 'Too long.' });
  });
});
