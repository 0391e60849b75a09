import { Injectable } from '@nestjs/common';
import type { ConnectionMethod, PlatformDescriptor, RecognisedNetwork } from './contract/descriptor.js';
import type { PlatformResponse, PlatformsResponse } from './dto/platform.response.js';
import { PlatformRegistry, type RegisteredPlatform } from './platform.registry.js';

const METHODS: readonly ConnectionMethod[] = ['MANUAL', 'OAUTH'];
const NO_ICON = { path: '', viewBox: '0 0 24 24', color: '#6b7280', colorDark: '#9ca3af' };

@Injectable()
export class PlatformsService {
  constructor(private readonly registry: PlatformRegistry) {}

  /** Platforms with an adapter first, then the networks that are only recognised. */
  list(): PlatformsResponse {
    return {
      items: [...this.registry.list().map(supportedPlatform), ...this.registry.recognised.map(recognisedNetwork)],
    };
  }
}

function supportedPlatform({ descriptor, mode, lacking, personas }: RegisteredPlatform): PlatformResponse {
  return {
    id: descriptor.id,
    name: descriptor.name,
    mode,
    configured: mode !== 'absent',
    missing: [...lacking],
    methods: METHODS.map((method) => methodOf(descriptor, method)),
    handle: { ...descriptor.handle },
    urlExample: descriptor.urlExample,
    profileHosts: [...descriptor.urls.hosts],
    icon: { ...descriptor.icon },
    products: products(true, descriptor.listsPosts !== false),
    personas: personas.map(({ prefix, what }) => ({ prefix, what })),
    blanks: { profile: { ...descriptor.blanks.profile }, post: { ...descriptor.blanks.post } },
    supported: true,
  };
}

function methodOf({ methods }: PlatformDescriptor, method: ConnectionMethod): PlatformResponse['methods'][number] {
  return { method, available: methods[method].available, eligibility: methods[method].eligibility };
}

function products(profile: boolean, posts: boolean): PlatformResponse['products'] {
  return [
    { name: 'profile', supported: profile },
    { name: 'posts', supported: posts },
  ];
}

function recognisedNetwork(network: RecognisedNetwork): PlatformResponse {
  const eligibility = `${network.name} is not supported yet.`;
  return {
    id: network.id,
    name: network.name,
    mode: 'absent',
    configured: false,
    missing: [],
    methods: METHODS.map((method) => ({ method, available: false, eligibility })),
    handle: { example: '', hint: '' },
    urlExample: '',
    profileHosts: [...network.hosts],
    icon: { ...(network.icon ?? NO_ICON) },
    products: products(false, false),
    personas: [],
    blanks: { profile: {}, post: {} },
    supported: false,
  };
}
