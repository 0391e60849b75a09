/** Where a platform's API is, and how strictly its host is to be treated. */
import type { HostList } from '../../core/http/host-list.js';
import type { PlatformDescriptor } from '../contract/descriptor.js';
import type { PlatformSettings } from '../platform.settings.js';

export interface PlatformEndpoint {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly simulated: boolean;
  readonly allow: HostList;
}

/**
 * Simulated: the simulator, or a base URL set on purpose (one that differs from the real network's). Live: the
 * configured base URL, which must be https and not this machine. Throws a plain Error that says what to change.
 */
/** The same for one of the further hosts that a platform is spoken to at. */
export function platformOrigin(
  descriptor: PlatformDescriptor,
  name: string,
  settings: PlatformSettings,
): PlatformEndpoint {
  const origin = descriptor.config.origins?.[name];
  if (!origin) throw new Error(`${descriptor.name} has no host called ${name}.`);
  return endpointAt(descriptor, { baseUrlKey: origin.key, defaultBaseUrl: origin.url, basePath: '' }, settings);
}

export function platformEndpoint(descriptor: PlatformDescriptor, settings: PlatformSettings): PlatformEndpoint {
  return endpointAt(descriptor, descriptor.config, settings);
}

type Place = Pick<PlatformDescriptor['config'], 'baseUrlKey' | 'defaultBaseUrl' | 'basePath'>;

function endpointAt(
  descriptor: PlatformDescriptor,
  { baseUrlKey, defaultBaseUrl, basePath }: Place,
  settings: PlatformSettings,
): PlatformEndpoint {
  const simulated = settings.mode(descriptor.id) === 'simulated';
  const configured = trimmed(settings.value(baseUrlKey) ?? defaultBaseUrl);
  const useSimulator = simulated && configured === trimmed(defaultBaseUrl);
  const baseUrl = useSimulator ? `${trimmed(settings.simulatorUrl)}/${descriptor.id}` : configured;
  const url = URL.parse(baseUrl);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Error(`${baseUrlKey} is not an http(s) address. Set it, or leave it out.`);
  if (!simulated && (url.protocol !== 'https:' || isLocalName(url.hostname))) {
    throw new Error(
      `${baseUrlKey} must be a public https address in live mode. Correct it, or set the platform to simulated.`,
    );
  }
  const base = baseUrl.endsWith(basePath) ? baseUrl : `${baseUrl}${basePath}`;
  return {
    baseUrl: base,
    simulated,
    allow: simulated ? { hosts: [], insecureHosts: [url.host] } : { hosts: [url.host] },
  };
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, '');
}

function isLocalName(hostname: string): boolean {
  return /^(localhost|.*\.localhost|.*\.local|\[.*\]|[\d.]+)\.?$/.test(hostname);
}
