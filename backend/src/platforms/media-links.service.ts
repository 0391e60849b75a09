/** Ids of images at platforms, issued and signed here, so that the proxy fetches nothing that it was not told to. */
import { Injectable } from '@nestjs/common';
import { assertAllowed, type HostList } from '../core/http/host-list.js';
import { KeyedHash } from '../core/crypto/keyed-hash.js';
import { PlatformRegistry, type RegisteredPlatform } from './platform.registry.js';
import { PlatformSettings } from './platform.settings.js';

export interface MediaTarget {
  readonly url: string;
  readonly allow: HostList;
}

const PATH = '/api/v1/media/';

@Injectable()
export class MediaLinks {
  constructor(
    private readonly registry: PlatformRegistry,
    private readonly settings: PlatformSettings,
    private readonly keys: KeyedHash,
  ) {}

  /** Our own relative URL for an image at the platform; null where there is none, or it lies at a host not allowed. */
  link(platformId: string, url: string | null): string | null {
    const platform = this.registry.find(platformId);
    if (url === null || !platform || !isAllowed(url, this.allowed(platform))) return null;
    const payload = Buffer.from(`${platformId}\n${url}`).toString('base64url');
    return `${PATH}${payload}.${this.keys.sign('media', payload)}`;
  }

  /** What an id of ours stands for; null for any other text. */
  read(id: string): MediaTarget | null {
    const [payload, signature, rest] = id.split('.');
    if (!payload || !signature || rest !== undefined || !this.keys.verify('media', payload, signature)) return null;
    const [platformId = '', url = ''] = Buffer.from(payload, 'base64url').toString().split('\n');
    const platform = this.registry.find(platformId);
    return platform ? { url, allow: this.allowed(platform) } : null;
  }

  /** The simulator's own host counts, over plain http, while its platform is simulated and no longer. */
  private allowed({ descriptor, mode }: RegisteredPlatform): HostList {
    const simulator = mode === 'simulated' ? URL.parse(this.settings.simulatorUrl)?.host : undefined;
    return { hosts: descriptor.mediaHosts, ...(simulator === undefined ? {} : { insecureHosts: [simulator] }) };
  }
}

function isAllowed(url: string, list: HostList): boolean {
  try {
    assertAllowed(url, list);
    return true;
  } catch {
    return false;
  }
}
