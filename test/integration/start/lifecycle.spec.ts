import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { killProcessesOf, makeDataDir, processesOf, removeDataDir, startAndEnd, startUp } from '../../support/start.js';

jest.setTimeout(180_000);

interface Demo {
  readonly url: string;
  readonly email: string;
  readonly password: string;
}

describe('npm start', () => {
  let dir: string;
  let env: Record<string, string>;

  const demo = () => JSON.parse(readFileSync(join(dir, 'demo.json'), 'utf8')) as Demo;
  const healthy = async () => (await fetch(`${demo().url}/health/ready`)).ok;

  beforeAll(async () => {
    dir = makeDataDir();
    env = { ROSTRUM_DATA_DIR: dir, PORT: String(await freePort()) };
  });
  afterEach(() => killProcessesOf(dir));
  afterAll(() => removeDataDir(dir));

  it('brings everything up, keeps its sign-in to itself, and stops everything at SIGTERM', async () => {
    const started = await startUp(env);

    expect(await healthy()).toBe(true);
    expect(demo().url).toBe(`http://127.0.0.1:${env['PORT']}`);
    expect(started.output()).toContain(demo().password);
    for (const file of ['demo.json', 'secrets.json']) expect(statSync(join(dir, file)).mode & 0o777).toBe(0o600);

    started.signal('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(processesOf(dir)).toEqual([]);
  });

  it('keeps the passphrase, and refuses a second start beside the first', async () => {
    const { password } = demo();
    const started = await startUp(env);

    const second = await startAndEnd({ ...env, PORT: String(await freePort()) });

    expect(second.stderr).toMatch(/^Rostrum is already running on .* stop it, or set ROSTRUM_DATA_DIR/);
    expect(second.code).toBe(1);
    expect(demo().password).toBe(password);
    expect(await healthy()).toBe(true);
    started.signal('SIGINT');
    expect(await started.ended).toBe(0);
    expect(processesOf(dir)).toEqual([]);
  });

  it('recovers when only its own process was killed', async () => {
    const killed = await startUp(env);
    killed.signal('SIGKILL');
    await killed.ended;

    const started = await startUp(env);

    expect(await healthy()).toBe(true);
    started.signal('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(processesOf(dir)).toEqual([]);
  });

  it('recovers when everything was killed at once', async () => {
    const killed = await startUp(env);
    killProcessesOf(dir);
    await killed.ended;

    const started = await startUp(env);

    expect(await healthy()).toBe(true);
    started.signal('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(processesOf(dir)).toEqual([]);
  });
});
