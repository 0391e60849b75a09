import { externalUrl } from './external-link';

describe('externalUrl', () => {
  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '/local',
    '',
    null,
  ])('refuses %j', (value) => {
    expect(externalUrl(value)).toBeNull();
  });

  it('takes http and https', () => {
    expect(externalUrl('https://example.com/@mia')).toBe('https://example.com/@mia');
    expect(externalUrl('http://example.com/')).toBe('http://example.com/');
  });
});
