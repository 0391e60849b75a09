/** Which methods an address knows, read from the router itself so that 405 answers can name them. */
import type { Request } from 'express';

interface Layer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

export function allowedMethods(request: Request): string[] {
  const { router } = request.app as unknown as { router: { stack: readonly Layer[] } };
  const path = request.originalUrl.split('?')[0] ?? '';
  const methods = router.stack
    .filter((layer) => isOfOurs(layer) && matches(layer, path))
    .flatMap((layer) => Object.keys(layer.route?.methods ?? {}))
    .map((method) => method.toUpperCase());
  return [...new Set(methods)].filter((method) => method !== request.method).sort();
}

/** What is mounted for every method, TRACE included, is the framework's own catch-all. */
const isOfOurs = ({ route }: Layer): boolean =>
  route !== undefined && !route.methods['trace'] && !route.methods['_all'];

function matches(layer: Layer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    return false; // a path whose escapes can't be decoded matches nothing
  }
}
