import { Injectable, Optional } from '@nestjs/common';
import { AgencyCredentials } from './contract/agency-credentials.js';
import type { ConnectionMethod, PlatformDescriptor, RecognisedNetwork } from './contract/descriptor.js';
import type { PlatformConsentResponse, PlatformResponse, PlatformsResponse } from './dto/platform.response.js';
import { consentKeys, PlatformRegistry, publicKeys, type RegisteredPlatform } from './platform.registry.js';
import { RedirectUris } from './redirect-uri.service.js';

const METHODS: readonly ConnectionMethod[] = ['MANUAL', 'OAUTH'];
const NO_ICON = { path: '', viewBox: '0 0 24 24', color: '#6b7280', colorDark: '#9ca3af' };

/** Names of keys that the agency brought itself. */
type OwnKeys = readonly string[];

@Injectable()
export class PlatformsService {
  constructor(
    private readonly registry: PlatformRegistry,
    private readonly redirects: RedirectUris,
    @Optional() private readonly agencies?: AgencyCredentials,
  ) {}

  /** Platforms with an adapter first, then the networks that are only recognised; as this agency can use them. */
  async list(agencyId: string): Promise<PlatformsResponse> {
    const own = await this.agencies?.keys(agencyId);
    const supported = this.registry.list().map((platform) => {
      const shown = supportedPlatform(withOwnKeys(platform, own?.get(platform.descriptor.id) ?? []));
      return shown.consent ? { ...shown, redirectUri: this.redirects.of(shown.id) } : shown;
    });
    return { items: [...supported, ...this.registry.recognised.map(recognisedNetwork)] };
  }
}

/** The same platform for an agency that has keys of its own: what those do, the deployment's need not. */
function withOwnKeys(platform: RegisteredPlatform, own: OwnKeys): RegisteredPlatform {
  const { descriptor, authorizer, mode } = platform;
  const has = (keys: readonly string[]) => keys.length > 0 && keys.every((key) => own.includes(key));
  const [reads, asks] = [has(publicKeys(descriptor)), authorizer !== null && has(consentKeys(descriptor))];
  if (!reads && !asks) return platform;
  return {
    ...platform,
    mode: mode === 'absent' ? 'live' : mode,
    missing: reads ? [] : platform.missing,
    missingForConsent: asks ? [] : platform.missingForConsent,
    lacking: [],
  };
}

function supportedPlatform(platform: RegisteredPlatform): PlatformResponse {
  const { descriptor, mode, lacking, personas } = platform;
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
    consent: consentOf(platform),
    takesKeys: publicKeys(descriptor).length + consentKeys(descriptor).length > 0,
    redirectUri: null,
    supported: true,
  };
}

function consentOf({
  descriptor,
  authorizer,
  missingForConsent,
  scopes,
}: RegisteredPlatform): PlatformConsentResponse | null {
  const { methods, oauth } = descriptor;
  if (!oauth || !authorizer) return null;
  return {
    available: methods.OAUTH.available,
    configured: missingForConsent.length === 0,
    missing: [...missingForConsent],
    reads: [...new Set(scopes.flatMap(({ reads }) => reads))],
    scopes: scopes.map(({ name, required, reads }) => ({ name, required, reads: [...reads] })),
    evidence: oauth.evidence(scopes.map(({ name }) => name)),
    removal: { ...oauth.removal },
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
    consent: null,
    takesKeys: false,
    redirectUri: null,
    supported: false,
  };
}
