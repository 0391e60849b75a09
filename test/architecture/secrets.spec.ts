/** No secret is in the repository, nor ever was: not in what is tracked, and not in what a commit added. */
import { execFileSync } from 'node:child_process';
import { CORE_KEYS } from '../../backend/src/core/config/config.schema.js';
import { SECRET_MARK } from '../../backend/src/core/simulation.js';
import { ROOT } from '../support/command.js';

const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1_000_000_000 });

/** Written so that none of them finds itself. */
const SHAPES: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a key of AWS', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a key of Google', /\bAIza[\w-]{35}\b/],
  ['a client secret of Google', /\bGOCSPX-[\w-]{28}\b/],
  ['a token of Meta', /\bEAA[A-Za-z0-9]{80,}/],
  ['a token of GitHub', /\bgh[opsu]_[A-Za-z0-9]{36}\b/],
  ['a token of Slack', /\bxox[abprs]-[\w-]{20,}/],
];
/** Where it may be said how the marks of a simulation look. */
const MAY_NAME_THE_MARK = ['backend/src/core/simulation.ts', 'docs/simulators.md'];

const usable = (name: 'VAULT_KEYS' | 'APP_SECRET', value: string) => CORE_KEYS[name].schema.safeParse(value).success;

/** Random bytes are what a setting would accept, and what no example or test may hold. */
function problemsOf(line: string): string[] {
  const shapes = SHAPES.filter(([, shape]) => shape.test(line)).map(([name]) => name);
  const keys = [...line.matchAll(/[\w-]{1,32}:[A-Za-z0-9+/]{43}=/g)].filter(([key]) => usable('VAULT_KEYS', key));
  const secrets = [...line.matchAll(/APP_SECRET["']?\s*[:=]\s*["']?([A-Za-z0-9+/]{43,}={0,2})/g)].filter(
    ([, value = '']) => usable('APP_SECRET', value),
  );
  return [...shapes, ...keys.map(() => 'a key of the vault'), ...secrets.map(() => 'a secret of a deployment')];
}

describe('what is looked for', () => {
  const random = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRW' + 'eJA=';

  it.each([
    ['a private key', `-----BEGIN RSA ${'PRIVATE'} KEY-----`],
    ['a key of AWS', `aws = AKIA${'IOSFODNN7EXAMPLE'}`],
    [
      'a key of the vault',
      `VAULT_KEYS=k1:${Buffer.from(Array.from({ length: 32 }, (_, at) => at * 7)).toString('base64')}`,
    ],
    ['a secret of a deployment', `APP_SECRET: '${random}'`],
  ])('finds %s', (name, line) => {
    expect(problemsOf(line)).toEqual([name]);
  });

  it('finds nothing in settings that are left empty', () => {
    expect(['VAULT_KEYS=', 'APP_SECRET=', 'VAULT_KEYS=name:base64'].flatMap(problemsOf)).toEqual([]);
  });
});

describe('the repository', () => {
  it('holds no secret, and never held one', () => {
    const found: string[] = [];
    let [commit, file] = ['', ''];
    // Every line that any commit ever added.
    for (const line of git('log', '--all', '--no-color', '--no-renames', '-p', '-U0', '--format=commit %h').split(
      '\n',
    )) {
      if (line.startsWith('commit ')) commit = line.slice(7);
      else if (line.startsWith('+++ ')) file = line.slice(6);
      else if (line.startsWith('+') && line.length < 10_000)
        found.push(...problemsOf(line).map((problem) => `${commit} ${file}: ${problem}`));
    }
    expect(found).toEqual([]);
  });

  it('says only where it belongs how the secrets of simulations are marked', () => {
    const naming = git('grep', '-lF', SECRET_MARK).split('\n').filter(Boolean);
    expect(naming).toEqual(MAY_NAME_THE_MARK);
  });
});
