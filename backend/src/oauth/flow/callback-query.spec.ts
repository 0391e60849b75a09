import { readCallback } from './callback-query.js';

const STATE = 'a'.repeat(43);

describe('readCallback', () => {
  it('takes a code, or an error, with the state', () => {
    expect(readCallback({ state: STATE, code: '4/0Ab*!', scope: 'x', error_description: '<b>' })).toEqual({
      state: STATE,
      code: '4/0Ab*!',
      iss: null,
    });
    expect(readCallback({ state: STATE, error: 'access_denied', iss: 'https://id.example' })).toEqual({
      state: STATE,
      error: 'access_denied',
      iss: 'https://id.example',
    });
  });

  it.each([
    ['nothing', {}],
    ['no state', { code: 'c' }],
    ['neither code nor error', { state: STATE }],
    ['both', { state: STATE, code: 'c', error: 'e' }],
    ['an empty code', { state: STATE, code: '' }],
    ['codes', { state: STATE, code: ['a', 'b'] }],
    ['states', { state: [STATE, STATE], code: 'c' }],
    ['an object', { state: STATE, code: { a: 1 } }],
    ['a state that is none of ours', { state: 'short', code: 'c' }],
    ['a code with a line break', { state: STATE, code: 'a\nb' }],
    ['a code beyond measure', { state: STATE, code: 'c'.repeat(4097) }],
    ['an error beyond measure', { state: STATE, error: 'e'.repeat(201) }],
    ['issuers', { state: STATE, code: 'c', iss: ['https://a', 'https://b'] }],
    ['an issuer that is no address', { state: STATE, code: 'c', iss: 'javascript:1' }],
  ])('refuses %s', (_, query) => {
    expect(readCallback(query)).toBeNull();
  });
});
