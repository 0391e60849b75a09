/** Which URLs a request may go to. */
import { HttpFailure } from './http-failure.js';

export interface HostList {
  /** Exact lower-case host names (`example.org`, or `127.0.0.1:3000` with a port that is not the scheme's own), or `*.suffix`. */
  readonly hosts: readonly string[];
  /** Hosts of `hosts` that may be spoken to over plain http and at private addresses: simulators on this machine. */
  readonly insecureHosts?: readonly string[];
}

export interface AllowedUrl {
  readonly url: URL;
  readonly insecure: boolean;
}

function hostMatches(host: string, pattern: string): boolean {
  return pattern.startsWith('*.')
    ? host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1
    : host === pattern;
}

/** Throws `blocked-host` unless the URL is https (or listed as insecure), without user info, and on the list. */
export function assertAllowed(target: string | URL, list: HostList, base?: URL): AllowedUrl {
  const url = URL.parse(target.toString(), base?.href);
  if (!url) throw new HttpFailure('blocked-host', 'the address is not a URL');
  const refuse = (why: string) => new HttpFailure('blocked-host', `${url.host}: ${why}`);
  if (url.username !== '' || url.password !== '') throw refuse('user info in the address');
  const insecure = list.insecureHosts?.includes(url.host) ?? false;
  if (url.protocol !== 'https:' && !(insecure && url.protocol === 'http:')) throw refuse('only https is allowed');
  if (!insecure && !list.hosts.some((pattern) => hostMatches(url.host, pattern)))
    throw refuse('not on the list of hosts');
  return { url, insecure };
}
