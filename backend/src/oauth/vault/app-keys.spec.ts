import { z } from 'zod';
import { CATALOGUE } from '../../platforms/catalogue.js';
import type { PlatformDescriptor } from '../../platforms/contract/descriptor.js';
import { ApiError } from '../../core/errors.js';
import { appKeys, changedValues } from './app-keys.js';

const [any] = CATALOGUE;
if (!any) throw new Error('the catalogue is empty');
const text = (comment: string) => ({ schema: z.string().optional(), comment, example: '' });

/** A platform with one key for public data and two for consent. */
const descriptor = {
  ...any.descriptor,
  name: 'Network',
  config: {
    ...any.descriptor.config,
    required: ['NET_TOKEN'],
    keys: {
      NET_TOKEN: text('Token'),
      NET_ID: { ...text('Id of the app'), schema: z.string().regex(/^\d+$/, 'must be a number').optional() },
      NET_SECRET: text('Secret of the app'),
      NET_BASE_URL: text('Where it answers'),
    },
  },
  oauth: { clientIdKey: 'NET_ID', clientSecretKey: 'NET_SECRET' },
} as unknown as PlatformDescriptor;

function refusal(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof ApiError ? error.details.errors?.map(({ field, code }) => [field, code]) : error;
  }
}

describe('keys of an app', () => {
  it('are those for public data and those for consent, and nothing that concerns the deployment', () => {
    expect(appKeys(descriptor)).toEqual([
      { key: 'NET_TOKEN', comment: 'Token', for: ['public'], required: false },
      { key: 'NET_ID', comment: 'Id of the app', for: ['consent'], required: false },
      { key: 'NET_SECRET', comment: 'Secret of the app', for: ['consent'], required: false },
    ]);
  });

  it('are needed where there is no other way', () => {
    const consentOnly = { ...descriptor, config: { ...descriptor.config, required: [] } };
    expect(appKeys(consentOnly).map(({ key, required }) => [key, required])).toEqual([
      ['NET_ID', true],
      ['NET_SECRET', true],
    ]);
  });

  it('are told for every platform that there is, each with a word about it', () => {
    for (const platform of CATALOGUE)
      expect(appKeys(platform.descriptor).filter(({ comment }) => comment === '')).toEqual([]);
  });
});

describe('new values', () => {
  const both = { NET_ID: '1', NET_SECRET: 'a' };

  it('stand beside those that are there, and take their place', () => {
    expect(changedValues(descriptor, {}, { NET_ID: ' 1 ', NET_SECRET: 'a\n' })).toEqual(both);
    expect(changedValues(descriptor, both, { NET_SECRET: 'b' })).toEqual({ NET_ID: '1', NET_SECRET: 'b' });
    expect(changedValues(descriptor, both, { NET_TOKEN: 't' })).toEqual({ ...both, NET_TOKEN: 't' });
  });

  it('take a key away where they are empty', () => {
    const after = changedValues(descriptor, { ...both, NET_TOKEN: 't' }, { NET_ID: '', NET_SECRET: ' ' });
    expect(after).toEqual({ NET_TOKEN: 't' });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['no key of an app', { NET_BASE_URL: 'https://evil.example' }, 'values.NET_BASE_URL', 'unknown-key'],
    ['a word of JavaScript’s own', { constructor: 'x' }, 'values.constructor', 'unknown-key'],
    ['no text', { NET_TOKEN: 7 }, 'values.NET_TOKEN', 'is-string'],
    ['too long', { NET_TOKEN: 'x'.repeat(4_001) }, 'values.NET_TOKEN', 'max-length'],
    ['two lines', { NET_TOKEN: 'a\r\nX-Other: b' }, 'values.NET_TOKEN', 'characters'],
    ['not what the platform’s keys look like', { NET_ID: 'abc', NET_SECRET: 'a' }, 'values.NET_ID', 'format'],
    ['half an app', { NET_ID: '1' }, 'values.NET_SECRET', 'incomplete'],
    ['nothing', {}, 'values', 'none-left'],
  ])('are refused where they are %s', (_, given, field, code) => {
    expect(refusal(() => changedValues(descriptor, {}, given as Record<string, string>))).toEqual([[field, code]]);
  });

  it('say nothing of themselves when they are refused', () => {
    const words = () => changedValues(descriptor, {}, { NET_ID: 'not-a-number-but-secret', NET_SECRET: 'a' });
    expect(words).toThrow('NET_ID must be a number.');
  });
});
