import { accountName } from './account-name';

describe('what an account is called', () => {
  it.each([
    ['mia', '@mia'],
    ['@mia', '@mia'],
    ['mia.example.com', '@mia.example.com'],
    ['Mia Okafor', 'Mia Okafor'],
  ])('%s: %s', (handle, name) => expect(accountName(handle)).toBe(name));
});
