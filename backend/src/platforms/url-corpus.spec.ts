import { readFileSync } from 'node:fs';
import { CATALOGUE, RECOGNISED_NETWORKS } from './catalogue.js';
import type { Locator } from './contract/descriptor.js';
import { readProfileInput, type ProfileInput } from './profile-url.js';

const networks = { platforms: CATALOGUE.map(({ descriptor }) => descriptor), recognised: RECOGNISED_NETWORKS };
const choices = [undefined, ...networks.platforms.map(({ id }) => id)];

interface Pasted {
  readonly input: string;
  readonly platform: string | undefined;
  readonly expected: string;
}

const CORPUS: readonly Pasted[] = readFileSync(new URL('testing/url-corpus.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [input = '""', platform = '', expected = ''] = line.split('\t');
    return { input: JSON.parse(input) as string, platform: platform || undefined, expected };
  });

const named = ({ platform, kind, value }: Locator): string => `${platform} ${kind} ${value}`;

function told(input: ProfileInput): string {
  if (input.outcome === 'profile') return named(input.locator);
  if (input.outcome === 'platform-needed') return input.outcome;
  const network = input.code === 'INPUT_PLATFORM_UNSUPPORTED' && input.platformName ? ` ${input.platformName}` : '';
  const account = input.account ? ` account ${named(input.account)}` : '';
  const author = input.author ? ` author ${named(input.author)}` : '';
  return `${input.code}${network}${account}${author}`;
}

const read = ({ input, platform }: Pasted): string => told(readProfileInput(input, networks, platform));
const show = (input: string): string => (input.length > 100 ? `${input.slice(0, 60)}… (${input.length})` : input);

describe('what people paste', () => {
  it('is a corpus worth the name: hundreds of texts, and all twelve networks', () => {
    const expected = CORPUS.map((row) => row.expected).join('\n');

    expect(CORPUS.length).toBeGreaterThanOrEqual(300);
    for (const { id } of networks.platforms) expect(expected).toMatch(new RegExp(`^${id} `, 'm'));
    for (const { id, name } of networks.recognised) expect(expected).toContain(`${name} account ${id} `);
    expect(networks.platforms.length + networks.recognised.length).toBe(12);
  });

  it.each(CORPUS.filter(({ expected }) => expected !== 'refused').map((row) => [show(row.input), row.expected, row]))(
    '%p is %s',
    (_, expected, row) => {
      expect(read(row)).toBe(expected);
    },
  );

  it.each(CORPUS.filter(({ expected }) => expected === 'refused').map(({ input }) => [show(input), input]))(
    '%p is refused whatever is chosen',
    (_, input) => {
      for (const platform of choices) expect(read({ input, platform, expected: '' })).toMatch(/^INPUT_/);
    },
  );

  it('is read in time that does not grow with what hostile text repeats', () => {
    const pieces = [
      'a',
      '.',
      '-',
      '@',
      '/',
      '%',
      'a.',
      '%41',
      '@a',
      'http://',
      'a-',
      '·',
      '\u0301',
      'xn--',
      '@a.',
      'did:',
    ];
    const steps = pieces.map((piece) => piece.repeat(Math.ceil(102_400 / piece.length)));

    for (const text of steps)
      for (const platform of choices) expect(read({ input: text, platform, expected: '' })).toMatch(/^INPUT_/);
  });
});
