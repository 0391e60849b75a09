import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { node, ROOT } from '../support/command.js';
import { filesBelow } from '../support/sources.js';

const DEPCRUISE = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
const FLOORS = [
  'access',
  'audit',
  'connections',
  'core',
  'generated',
  'imports',
  'ingestion',
  'intelligence',
  'live',
  'oauth',
  'operations',
  'platforms',
  'talents',
];
const sources = () =>
  [...filesBelow('backend/src'), ...filesBelow('frontend/src')].filter((path) => !path.includes('/generated/'));

describe('the floor plan', () => {
  it('lets imports go down only, and between modules through the front door', async () => {
    const { code, stdout } = await node([
      DEPCRUISE,
      '--config',
      'dependency-cruiser.cjs',
      '--output-type',
      'err',
      'backend/src',
      'frontend/src',
    ]);

    expect(stdout).toContain('no dependency violations found');
    expect(code).toBe(0);
  });

  it('knows every folder of the backend', () => {
    const folders = readdirSync(join(ROOT, 'backend', 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);

    expect(folders.filter((name) => !FLOORS.includes(name))).toEqual([]);
  });

  it('has no drawer for odds and ends', () => {
    const drawers = sources().filter((path) => /(^|[/.-])(utils?|helpers?|common|managers?|misc)([/.-]|$)/.test(path));

    expect(drawers).toEqual([]);
  });

  it('has no barrel but the one door of each adapter', () => {
    const barrels = sources().filter((path) => path.endsWith('/index.ts'));

    expect(barrels.filter((path) => !/^backend\/src\/platforms\/adapters\/[^/]+\/index\.ts$/.test(path))).toEqual([]);
  });
});
