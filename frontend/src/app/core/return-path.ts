/**
 * Where to go after signing in. Only a path on this site is taken: anything a browser could read as another
 * host (`//evil`, `/\evil`, control characters, encoded slashes at the front) falls back to the first page.
 */
export function safeReturnPath(candidate: string | null | undefined): string {
  if (!candidate?.startsWith('/')) return '/';
  if (/[\p{Cc}\s\\]/u.test(candidate)) return '/';
  if (/^\/+(?:\/|%2f|%5c)/i.test(candidate)) return '/';
  const url = new URL(candidate, 'http://console.invalid');
  if (url.host !== 'console.invalid' || url.pathname.startsWith('/sign-in')) return '/';
  return url.pathname + url.search + url.hash;
}
