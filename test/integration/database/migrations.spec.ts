import { join } from 'node:path';
import { node, ROOT } from '../../support/command.js';

describe('the migrations', () => {
  it('make the very tables that the schema describes', async () => {
    const { code, stdout, stderr } = await node([
      join(ROOT, 'scripts', 'prisma.mjs'),
      'migrate',
      'diff',
      '--from-config-datasource',
      '--to-schema',
      'prisma/schema.prisma',
      '--exit-code',
    ]);

    expect(stdout + stderr).toContain('No difference detected');
    expect(code).toBe(0);
  });

  it('are applied once and then found to be there, also by two at the same time', async () => {
    const migrate = () => node([join(ROOT, 'scripts', 'migrate.mjs')]);

    const [first, second] = await Promise.all([migrate(), migrate()]);

    for (const { code, stdout, stderr } of [first, second]) {
      expect(stderr).toBe('');
      expect(stdout).toMatch(/Nothing to migrate\.\n$/);
      expect(code).toBe(0);
    }
  });
});
