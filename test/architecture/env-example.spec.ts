import { CORE_KEYS, type ConfigKey } from '../../backend/src/core/config/config.schema.js';
import { PLATFORM_KEYS } from '../../backend/src/platforms/platform.config.js';
import { read } from '../support/sources.js';

const KEYS: Readonly<Record<string, ConfigKey>> = { ...CORE_KEYS, ...PLATFORM_KEYS };

/** Each key is one comment line and one line with its example. */
function entriesOf(text: string): Record<string, { comment: string; example: string }> {
  const blocks = [...text.matchAll(/^# (.+)\n([A-Z][A-Z0-9_]*)=(.*)$/gm)];
  return Object.fromEntries(blocks.map(([, comment = '', name = '', example = '']) => [name, { comment, example }]));
}

describe('.env.example', () => {
  const text = read('.env.example');

  it('lists exactly the settings that the code reads, in their words', () => {
    const declared = Object.entries(KEYS).map(([name, { comment, example }]) => [name, { comment, example }]);

    expect(entriesOf(text)).toEqual(Object.fromEntries(declared));
  });

  it('lists them in the order of the code, each once and nothing else', () => {
    const names = text
      .split('\n')
      .filter((line) => /^\s*[^#\s]/.test(line))
      .map((line) => line.split('=')[0]);

    expect(names).toEqual(Object.keys(KEYS));
  });

  it('shows examples that the code accepts', () => {
    const refused = Object.entries(KEYS)
      .filter(([, { example }]) => example !== '')
      .filter(([, { schema, example }]) => !schema.safeParse(example).success)
      .map(([name]) => name);

    expect(refused).toEqual([]);
  });
});
