import { safeReturnPath } from './return-path';

describe('safeReturnPath', () => {
  it.each(['/roster', '/talents/1?tab=posts', '/activity#today'])('keeps the local path %s', (path) => {
    expect(safeReturnPath(path)).toBe(path);
  });

  it.each([
    null,
    '',
    'roster',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    '/%2fevil.example',
    '/%5Cevil.example',
    '/\tevil',
    '/\n/evil.example',
    '/ /evil.example',
    '/sign-in?next=/sign-in',
  ])('falls back to the first page for %j', (path) => {
    expect(safeReturnPath(path)).toBe('/');
  });
});
