import { freePort } from '../../../scripts/lib/ports.mjs';
import { node } from '../../support/command.js';
import { listen, makeDataDir, processesOf, removeDataDir, startAndEnd } from '../../support/start.js';

describe('npm start, where it can not', () => {
  let dir: string;

  beforeEach(() => {
    dir = makeDataDir();
  });
  afterEach(() => removeDataDir(dir));

  /** One line that says what to do, exit code 1, and nothing left behind. */
  async function expectOneLine(env: Record<string, string | undefined>, line: RegExp): Promise<void> {
    const { code, stderr } = await startAndEnd({ ROSTRUM_DATA_DIR: dir, PORT: String(await freePort()), ...env });

    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
    expect(processesOf(dir)).toEqual([]);
  }

  it('says whom to stop when the port is taken', async () => {
    const { port, server } = await listen();
    try {
      await expectOneLine(
        { PORT: String(port) },
        new RegExp(`^Port ${port} is taken: stop .* PORT=${port + 1} npm start`),
      );
    } finally {
      server.close();
    }
  });

  it.each(['70000', 'three'])('refuses the port %s', (port) => expectOneLine({ PORT: port }, /^PORT must be a number/));

  it('says which database does not answer', async () => {
    const url = `postgresql://someone:hidden@127.0.0.1:${await freePort()}/rostrum`;

    await expectOneLine(
      { DATABASE_URL: url, DATABASE_OWNER_URL: url },
      /^DATABASE_OWNER_URL: no PostgreSQL to use at 127/,
    );
  });

  it('wants the owner of a database that is not its own', async () => {
    await expectOneLine({ DATABASE_URL: process.env.DATABASE_URL }, /^Set both DATABASE_URL .* and DATABASE_OWNER_URL/);
  });

  it('refuses a role that row-level security does not hold', async () => {
    const admin = process.env.TEST_DATABASE_ADMIN_URL;

    await expectOneLine({ DATABASE_URL: admin, DATABASE_OWNER_URL: admin }, /bypasses row-level security/);
  });

  it('says which Redis does not answer', async () => {
    await expectOneLine({ REDIS_URL: `redis://127.0.0.1:${await freePort()}` }, /^REDIS_URL: no Redis answers at 127/);
  });

  it('says that the disk is full, and where', async () => {
    const script = `import { checkDisk } from './scripts/lib/start/checks.mjs';
      import { fail } from './scripts/lib/problem.mjs';
      await checkDisk(${JSON.stringify(dir)}, Number.MAX_SAFE_INTEGER).catch(fail);`;

    const { code, stderr } = await node(['--input-type=module', '--eval', script]);

    expect(stderr).toMatch(/^Only \d+ MB of disk are free for .*: free some space or set ROSTRUM_DATA_DIR/);
    expect(code).toBe(1);
  });
});
