import { join } from 'node:path';
import { node, ROOT } from '../support/command.js';
import { read } from '../support/sources.js';

const PRINT = `import { renderReference } from ${JSON.stringify(join(ROOT, 'scripts', 'lib', 'reference.mjs'))};
process.stdout.write(await renderReference());`;

describe('the reference of states and errors (else: npm run openapi)', () => {
  it('is what the tables say today', async () => {
    const { stdout, code } = await node(['--input-type=module', '--eval', PRINT]);

    expect(code).toBe(0);
    expect(stdout).toBe(read('docs/states-and-errors.md'));
    expect(stdout).toContain('| `PROFILE_NOT_FOUND`');
    expect(stdout).toContain('| `RECONNECT_NEEDED`');
  });
});
