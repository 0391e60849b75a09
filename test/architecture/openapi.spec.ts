import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { node, ROOT } from '../support/command.js';
import { filesBelow, read } from '../support/sources.js';

const CLIENT = 'frontend/src/app/core/api';
const GENERATOR = join(ROOT, 'node_modules', 'ng-openapi-gen', 'lib', 'index.js');
/** What to do when one of these fails. */
const HINT = 'npm run openapi';

describe(`the description of the API (else: ${HINT})`, () => {
  it('is what the built API says of itself', async () => {
    const { stdout, code } = await node([join(ROOT, 'dist', 'backend', 'openapi.js')]);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(read('openapi.json')));
  });

  it("is what the console's client was made from", async () => {
    const fresh = mkdtempSync(join(tmpdir(), 'rostrum-client-'));
    try {
      const document = join(ROOT, 'openapi.json');
      const { code } = await node([GENERATOR, '--input', document, '--output', fresh]);
      expect(code).toBe(0);

      const kept = filesBelow(CLIENT);
      const changed = kept.filter((path) => read(path) !== contentOf(join(fresh, path.slice(CLIENT.length + 1))));
      expect(kept.length).toBeGreaterThan(0);
      expect(changed).toEqual([]);
    } finally {
      rmSync(fresh, { recursive: true });
    }
  });
});

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
