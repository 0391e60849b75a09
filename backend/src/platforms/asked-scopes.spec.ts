import { askedScopes } from './asked-scopes.js';
import type { ScopeFacts } from './contract/descriptor.js';

const scope = (name: string, facts: Partial<ScopeFacts> = {}): ScopeFacts => ({
  name,
  required: false,
  reads: ['profile'],
  ...facts,
});
const FACTS = {
  scopes: [scope('basic', { required: true }), scope('list'), scope('numbers', { onRequest: true })],
  scopesKey: 'SOME_SCOPES',
};
const names = (named?: string, simulated = false) => askedScopes(FACTS, named, simulated).map(({ name }) => name);

describe('the scopes that are asked for', () => {
  it('are all but those on request, where nothing is named', () => {
    expect(names()).toEqual(['basic', 'list']);
    expect(names(' ')).toEqual(['basic', 'list']);
  });

  it('are all of them in a simulation', () => {
    expect(names(undefined, true)).toEqual(['basic', 'list', 'numbers']);
  });

  it('are the required ones and those that are named, always in the same order', () => {
    expect(names('numbers')).toEqual(['basic', 'numbers']);
    expect(names('numbers, list,basic', true)).toEqual(['basic', 'list', 'numbers']);
    expect(names('basic')).toEqual(['basic']);
  });

  it('are none that the platform does not have', () => {
    expect(() => names('lists numbers')).toThrow(
      'SOME_SCOPES: there is no lists. Choose of list, numbers, or leave it out.',
    );
  });
});
