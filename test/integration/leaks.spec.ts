/** Whether a secret that a test file leaves behind is found when it ends, wherever that is. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, ROOT } from '../support/command.js';
import { leaksOf } from '../support/leaks.js';

const PROGRAM = join(ROOT, 'test', 'support', 'leaking.mjs');
/** The last of Redis' databases: no worker of jest has it. */
const APART = { JEST_WORKER_ID: '15' };

const leaving = async (what: string): Promise<string> => {
  const { stdout, stderr, code } = await node([PROGRAM, what], { env: APART });
  expect([stderr, code]).toEqual(['', 0]);
  return stdout;
};

describe('the end of a test file', () => {
  it.each([
    ['table', /^Secrets were left .*:\ntable public\.agency, row 1, name: a secret of a simulated platform as it is$/],
    ['redis', /^Secrets were left .*:\nRedis key job: X_CLIENT_SECRET in base64$/],
    ['log', /^Secrets were left .*:\nlog, line 2: k1 of VAULT_KEYS \(its bytes\) as it is$/],
  ])('fails it where a secret is in a %s', async (what, found) => {
    expect(await leaving(what)).toMatch(found);
  });

  it('says nothing where there is none', async () => {
    expect(await leaving('nothing')).toBe('nothing was found');
  });
});

describe('an application that a test starts', () => {
  const STARTS = 'createTestingModule|createApplicationContext|NestFactory\\.create';
  const files = execFileSync('git', ['grep', '-lE', STARTS, '--', 'test/api', 'test/integration', 'test/support'], {
    cwd: ROOT,
    encoding: 'utf8',
  });

  it.each(files.trim().split('\n'))('keeps its log, or nothing is searched: %s', (file) => {
    expect(readFileSync(join(ROOT, file), 'utf8')).toMatch(/KeptLog|keepLog/);
  });
});

describe('what is looked for', () => {
  const secret = 'a secret??? ünd more+';
  const logs = (text: string) => leaksOf([secret], `first line\n${text}`);

  it.each([
    ['as it is', `[${secret}]`],
    ['in hexadecimal', `\\x00${Buffer.from(secret).toString('hex')}ff`],
    ['in an address', `?code=${encodeURIComponent(secret)}&state=1`],
    ...['', 'a', 'bc'].map((before) => ['in base64', Buffer.from(`${before}${secret}…`).toString('base64')]),
    ['in base64url', Buffer.from(`-${secret}`).toString('base64url')],
  ])('is found %s', async (name, text) => {
    expect(await logs(text ?? '')).toContain(`log, line 2: secret 1 ${name ?? ''}`);
  });

  it('is not found in what only resembles it', async () => {
    expect(await logs(secret.toUpperCase())).toEqual([]);
  });
});
