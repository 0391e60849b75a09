import type { PlatformAdapter } from '../contract/adapter.js';

/** Whether the adapter says that it calls this path, at its main host or at another; `{…}` in its list stands for any one segment. */
export function isDeclared({ endpoints, descriptor }: PlatformAdapter, path: string): boolean {
  const segments = path.split('/');
  return endpoints
    .flatMap((endpoint) => [endpoint, `${descriptor.config.basePath}${endpoint}`])
    .some((declaredPath) => {
      const declared = declaredPath.split('/');
      const fits = (part: string, index: number) => part === segments[index] || /^\{\w+\}$/.test(part);
      return declared.length === segments.length && declared.every(fits);
    });
}
