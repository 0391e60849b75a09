/** For routes that answer with a problem under a status that the description would not add by itself. */
export const PROBLEM_CONTENT = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
