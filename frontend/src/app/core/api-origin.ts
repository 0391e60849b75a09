/** Where the API is: the console's own origin, or the one that index.html names for a console on another host. */

const MEDIA = '/api/v1/media/';

/** Without a trailing slash; empty for the same origin. */
export function apiOrigin(page: ParentNode = document): string {
  const named = page.querySelector<HTMLMetaElement>('meta[name="rostrum-api"]')?.content.trim() ?? '';
  return named.replace(/\/+$/, '');
}

/** The API names images by path; a page from elsewhere needs the whole address. */
export function withImagesFrom(origin: string): (key: string, value: unknown) => unknown {
  return (_, value) => (typeof value === 'string' && value.startsWith(MEDIA) ? origin + value : value);
}
