import { ProblemError, fieldErrors, problemFrom, toProblem } from './problem';

describe('problemFrom', () => {
  it('reads everything that the API says', () => {
    const problem = problemFrom(409, {
      status: 409,
      code: 'CONFLICT',
      title: 'Conflict',
      detail: '@mia is already connected to Mia.',
      action: 'Open Mia.',
      requestId: 'r-1',
      connectionCode: 'PROFILE_DUPLICATE',
      existing: { connectionId: 'c1', talentId: 't1', talentName: 'Mia', status: 'READY' },
    });
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

  it('knows who was meant only when the API says it whole', () => {
    const author = { platform: 'tube', kind: 'handle', value: 'mia' };
    expect(problemFrom(400, { author }).author).toEqual(author);
    expect(problemFrom(400, { author: { ...author, value: 7 } }).author).toBeNull();
    expect(problemFrom(400, {}).author).toBeNull();
  });

  it.each([
    [401, 'Your session has ended. Sign in again.'],
    [500, 'Something went wrong on our side. Try again.'],
  ])('has words for a bare %d', (status, detail) => {
    expect(problemFrom(status, undefined).detail).toBe(detail);
  });

  it('never shows the words of a program error', () => {
    expect(toProblem(new TypeError('x is not a function')).detail).toBe('Load the page again.');
  });

  it('passes on what has been read already', () => {
    const problem = problemFrom(404, {});
    expect(toProblem(new ProblemError(problem))).toBe(problem);
  });

  it('ties field errors to their fields and drops broken ones', () => {
    const problem = problemFrom(400, { errors: [{ field: 'name', message: 'Too long.' }, { field: 3 }, null] });
    expect(fieldErrors(problem)).toEqual({ name: 'Too long.' });
  });
});
