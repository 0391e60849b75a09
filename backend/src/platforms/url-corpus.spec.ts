import { readFileSync } from 'node:fs';
import { CATALOGUE, RECOGNISED_NETWORKS } from './catalogue.js';
import type { Locator, PlatformDescriptor } from './contract/descriptor.js';
import { knownNetworks, readProfileInput, type ProfileInput } from './profile-url.js';

const networks = knownNetworks(
  CATALOGUE.map(({ descriptor }) => descriptor),
  RECOGNISED_NETWORKS,
);
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
const isHostile = ({ expected }: Pasted): boolean => expected.startsWith('refused ');
const show = (input: string): string => (input.length > 100 ? `${input.slice(0, 60)}… (${input.length})` : input);

describe('what people paste', () => {
  it('is a corpus worth the name: hundreds of texts, and all twelve networks', () => {
    const expected = CORPUS.map((row) => row.expected).join('\n');

    expect(CORPUS.length).toBeGreaterThanOrEqual(300);
    const isPublic = ({ methods }: PlatformDescriptor) => methods.MANUAL.available;
    const refused = [...networks.recognised, ...networks.platforms.filter((platform) => !isPublic(platform))];
    for (const { id } of networks.platforms.filter(isPublic)) expect(expected).toMatch(new RegExp(`^${id} `, 'm'));
    for (const { id, name } of refused) expect(expected).toContain(`${name} account ${id} `);
    expect(networks.platforms.length + networks.recognised.length).toBe(12);
  });

  it.each(CORPUS.filter((row) => !isHostile(row)).map((row) => [show(row.input), row.expected, row]))(
    '%p is %s',
    (_, expected, row) => {
      expect(read(row)).toBe(expected);
    },
  );

  it.each(CORPUS.filter(isHostile).map(({ input, expected }) => [show(input), expected, input]))(
    '%p is %s, whatever is chosen',
    (_, expected, input) => {
      expect(`refused ${read({ input, platform: undefined, expected })}`).toBe(expected);
      for (const platform of choices) expect(read({ input, platform, expected })).toMatch(/^INPUT_/);
    },
  );

  describe('never holds anybody up, however hostile and long it is', () => {
    const PIECES = 'a . - @ / % a. %41 @a http:// a- · \u0301 xn-- @a. did: ?a= a/ youtube.com.'.split(' ');
    const BEGINNINGS = [
      '',
      'https://',
      'at://',
      'https://www.youtube.com/@',
      'https://x.com/',
      'https://bsky.app/profile/',
    ];
    /** As long as a link may be, and far longer. */
    const LENGTHS = [2_048, 102_400];
    const texts = LENGTHS.flatMap((length) =>
      BEGINNINGS.flatMap((start) =>
        PIECES.map((piece) => (start + piece.repeat(Math.ceil(length / piece.length))).slice(0, length)),
      ),
    );

    /** The best of three: what the machine does beside it is not what is measured. */
    function quickest(input: string, platform: string | undefined): number {
      const times = [1, 2, 3].map(() => {
        const begun = performance.now();
        readProfileInput(input, networks, platform);
        return performance.now() - begun;
      });
      return Math.min(...times);
    }

    it.each(choices)('with %p chosen', (platform) => {
      const slow = texts.filter((input) => quickest(input, platform) > 50).map(show);

      expect(slow).toEqual([]);
      expect(texts.filter((input) => input.length > 100_000).length).toBeGreaterThan(100);
    });

    it('and what is too long for a link is refused whole', () => {
      for (const input of texts.filter(({ length }) => length > 2_048))
        expect(read({ input, platform: undefined, expected: '' })).toBe('INPUT_NOT_A_PROFILE');
    });
  });
});
