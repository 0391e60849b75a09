import ts from 'typescript';
import { filesBelow, parse, walk } from '../support/sources.js';

/** Every call in the backend, tests left out. */
function calls(): ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  for (const path of filesBelow('backend/src')) {
    if (!path.endsWith('.ts') || path.endsWith('.spec.ts') || path.includes('/generated/')) continue;
    walk(parse(path), (node) => {
      if (ts.isCallExpression(node)) found.push(node);
    });
  }
  return found;
}

/** The constants that hold a job's definition, with the name that the queue knows. */
function definitions(all: readonly ts.CallExpression[]): [constant: string, name: string][] {
  return all.flatMap(({ expression, arguments: [name], parent }) =>
    ts.isIdentifier(expression) && expression.text === 'defineJob' && name && ts.isVariableDeclaration(parent)
      ? [[parent.name.getText(), name.getText()] as [string, string]]
      : [],
  );
}

/** The definitions that a handler is bound to: `this.bind(JOB, …)` or `queue.process(JOB, …)`. */
function bound(all: readonly ts.CallExpression[], constants: readonly string[]): string[] {
  return all.flatMap(({ expression, arguments: [first] }) => {
    const method = ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
    return (method === 'bind' || method === 'process') && first && constants.includes(first.getText())
      ? [first.getText()]
      : [];
  });
}

describe('jobs', () => {
  const all = calls();
  const jobs = definitions(all);
  const constants = jobs.map(([constant]) => constant);

  it('have one handler each', () => {
    expect(constants.length).toBeGreaterThan(0);
    expect(bound(all, constants).sort()).toEqual([...constants].sort());
  });

  it('have a name of their own', () => {
    expect(new Set(jobs.map(([, name]) => name)).size).toBe(jobs.length);
  });
});
