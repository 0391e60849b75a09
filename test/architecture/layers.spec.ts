import { filesBelow, read } from '../support/sources.js';

/** The folders below test/ that hold specs. */
const folders = new Set(
  filesBelow('test')
    .filter((path) => path.endsWith('.spec.ts'))
    .map((path) => path.split('/')[1] ?? ''),
);

describe('the layers of tests', () => {
  it('are all run by npm test', () => {
    const layers = read('scripts/lib/test/layers.mjs');
    const run = [...layers.matchAll(/(?:backendLayer\(|name: )'([a-z0-9]+)'/g)].map(([, name]) => name ?? '');

    expect(folders.size).toBeGreaterThan(0);
    expect([...folders].filter((folder) => !run.includes(folder))).toEqual([]);
  });
});
