/** Which platforms there are, how each is spoken to, and whether it is ready to be. */
import { Inject, Injectable } from '@nestjs/common';
import type { PlatformWords } from '../core/connection-codes.js';
import { askedScopes } from './asked-scopes.js';
import { CATALOGUE, RECOGNISED_NETWORKS } from './catalogue.js';
import type { Authorizer } from './contract/authorizer.js';
import type { PlatformDescriptor, RecognisedNetwork, ScopeFacts } from './contract/descriptor.js';
import type { Fetcher } from './contract/fetcher.js';
import { PlatformError } from './contract/platform-error.js';
import type { Persona } from './contract/simulator.js';
import { PlatformSettings } from './platform.settings.js';
import {
  knownNetworks,
  readNamedAccount,
  readProfileInput,
  type KnownNetworks,
  type ProfileInput,
} from './profile-url.js';
import { platformEndpoint } from './wire/platform-endpoint.js';

/** Every platform's Fetcher, in the catalogue's order. */
export const FETCHERS = Symbol('FETCHERS');
/** The Authorizer of every platform that has one. */
export const AUTHORIZERS = Symbol('AUTHORIZERS');

export interface RegisteredPlatform {
  readonly descriptor: PlatformDescriptor;
  readonly fetcher: Fetcher;
  readonly authorizer: Authorizer | null;
  /** `absent`: live, but without any keys of the deployment; its console entry says so. */
  readonly mode: 'live' | 'simulated' | 'absent';
  /** Keys that reading public data still needs. */
  readonly missing: readonly string[];
  /** Keys that asking for consent still needs; an agency may have its own instead. */
  readonly missingForConsent: readonly string[];
  /** Keys to set before the platform can be used at all, where none are; the easier way, if there are two. */
  readonly lacking: readonly string[];
  /** Asked of talents here, always the same; empty where there is no consent. */
  readonly scopes: readonly ScopeFacts[];
  /** Handles with a behaviour of their own; empty unless simulated. */
  readonly personas: readonly Persona[];
}

@Injectable()
export class PlatformRegistry {
  readonly recognised: readonly RecognisedNetwork[] = RECOGNISED_NETWORKS;
  private readonly platforms: ReadonlyMap<string, RegisteredPlatform>;
  private readonly networks: KnownNetworks = knownNetworks(
    CATALOGUE.map(({ descriptor }) => descriptor),
    RECOGNISED_NETWORKS,
  );

  /** Throws a plain Error that names the key where a platform is half configured or its base URL cannot be. */
  constructor(
    @Inject(FETCHERS) fetchers: readonly Fetcher[],
    @Inject(AUTHORIZERS) authorizers: readonly Authorizer[],
    settings: PlatformSettings,
  ) {
    this.platforms = new Map(
      CATALOGUE.map(({ descriptor, simulator }) => {
        const fetcher = fetchers.find((candidate) => candidate.platform === descriptor.id);
        if (!fetcher) throw new Error(`No fetcher is registered for ${descriptor.id}.`);
        const authorizer = authorizers.find((candidate) => candidate.platform === descriptor.id) ?? null;
        const standing = standingOf(descriptor, authorizer, settings);
        const personas = standing.mode === 'simulated' ? simulator.personas : [];
        return [descriptor.id, { descriptor, fetcher, authorizer, ...standing, personas }];
      }),
    );
  }

  list(): readonly RegisteredPlatform[] {
    return [...this.platforms.values()];
  }

  find(platformId: string): RegisteredPlatform | undefined {
    return this.platforms.get(platformId);
  }

  /** Throws PlatformError INPUT_PLATFORM_UNSUPPORTED for an id that is not in the catalogue. */
  get(platformId: string): RegisteredPlatform {
    const platform = this.find(platformId);
    if (!platform) throw new PlatformError('INPUT_PLATFORM_UNSUPPORTED', { note: 'unknown platform' });
    return platform;
  }

  /** Whether anything can be read here without consent. */
  isPublic(platformId: string): boolean {
    const platform = this.find(platformId);
    return platform !== undefined && platform.descriptor.methods.MANUAL.available && platform.missing.length === 0;
  }

  /** How to speak of a platform; one that left the catalogue is called by its id. */
  words(platformId: string): PlatformWords {
    return this.find(platformId)?.descriptor ?? { name: platformId };
  }

  get anySimulated(): boolean {
    return this.list().some((platform) => platform.mode === 'simulated');
  }

  /** Pasted text → an account whose public data can be read, against the platforms and networks known here. Fetches nothing. */
  readProfileInput(text: string, platform?: string): ProfileInput {
    return readProfileInput(text, this.networks, platform);
  }

  /** The same where it does not matter whether anything of the account is public: who is meant, to ask for their consent. */
  readNamedAccount(text: string, platform?: string): ProfileInput {
    return readNamedAccount(text, this.networks, platform);
  }
}

type Standing = Pick<RegisteredPlatform, 'mode' | 'missing' | 'missingForConsent' | 'lacking' | 'scopes'>;

/** How a platform can be spoken to with the settings that there are. */
function standingOf(
  descriptor: PlatformDescriptor,
  authorizer: Authorizer | null,
  settings: PlatformSettings,
): Standing {
  platformEndpoint(descriptor, settings);
  const { config, methods, oauth } = descriptor;
  const simulated = settings.mode(descriptor.id) === 'simulated';
  const missing = simulated ? [] : missingKeys(descriptor, config.required, settings);
  const missingForConsent = simulated ? [] : missingKeys(descriptor, consentKeys(descriptor), settings);
  const readable = methods.MANUAL.available && missing.length === 0;
  const grantable = authorizer !== null && missingForConsent.length === 0;
  const mode = simulated ? 'simulated' : readable || grantable ? 'live' : 'absent';
  const named = oauth?.scopesKey === undefined ? undefined : settings.value(oauth.scopesKey);
  const lacking = methods.MANUAL.available ? missing : missingForConsent;
  return { mode, missing, missingForConsent, lacking, scopes: oauth ? askedScopes(oauth, named, simulated) : [] };
}

/** What an app needs to read public data. */
export const publicKeys = ({ config }: PlatformDescriptor): readonly string[] => config.required;

/** What an app needs to ask for consent. */
export const consentKeys = ({ oauth }: PlatformDescriptor): readonly string[] =>
  oauth ? [oauth.clientIdKey, oauth.clientSecretKey] : [];

function missingKeys(
  descriptor: PlatformDescriptor,
  required: readonly string[],
  settings: PlatformSettings,
): string[] {
  const missing = required.filter((key) => !settings.value(key)?.trim());
  if (missing.length > 0 && missing.length < required.length) {
    throw new Error(
      `${descriptor.name} is half configured: ${missing.join(', ')} missing. Set all of ${required.join(', ')}, or none.`,
    );
  }
  return missing;
}
