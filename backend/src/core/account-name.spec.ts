import { accountName, goesByName } from './account-name.js';

describe('what an account is called', () => {
  it.each([
    ['mia', '@mia', false],
    ['@mia', '@mia', false],
    ['mia.example.com', '@mia.example.com', false],
    ['Mia Okafor', 'Mia Okafor', true],
    ['Mia\u00A0Okafor', 'Mia\u00A0Okafor', true],
  ])('%s: %s, by its owner’s name: %s', (handle, name, byName) => {
    expect([accountName(handle), goesByName(handle)]).toEqual([name, byName]);
  });
});
