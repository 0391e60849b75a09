/** Pasted text → which account of which platform is meant, by strict lists alone. Nothing here, ever, opens a connection. */
import { describeCode, type PlatformWords } from '../core/connection-codes.js';
import type {
  InputReading,
  Locator,
  PastedLink,
  PlatformDescriptor,
  RecognisedNetwork,
} from './contract/descriptor.js';
import { readPastedUrl } from './pasted-url.js';

export type InputRefusal = 'INPUT_NOT_A_PROFILE' | 'INPUT_PLATFORM_UNSUPPORTED' | 'INPUT_INVALID_HANDLE';

export type ProfileInput =
  | { readonly outcome: 'profile'; readonly locator: Locator; readonly descriptor: PlatformDescriptor }
  | {
      readonly outcome: 'refused';
      readonly code: InputRefusal;
      /** For people: what was wrong with this input. */
      readonly text: string;
      /** Name of the network, where it was recognised. */
      readonly platformName: string | null;
      /** What the network has to say for itself, where it was recognised and has an adapter. */
      readonly words?: PlatformWords['words'];
      /** The account behind a post's link, where the link says it. */
      readonly author: Locator | null;
      /** The account that was meant, on a network that cannot be read, or shows nothing without consent. */
      readonly account: Locator | null;
    }
  /** A bare name that could belong to any platform. */
  | { readonly outcome: 'platform-needed'; readonly text: string };

type Refused = Extract<ProfileInput, { outcome: 'refused' }>;

export interface KnownNetworks {
  readonly platforms: readonly PlatformDescriptor[];
  readonly recognised: readonly RecognisedNetwork[];
  /** Every host of any of them. */
  readonly hosts: ReadonlySet<string>;
}

/** Put together once: there are hundreds of hosts, and a file may hold thousands of links. */
export function knownNetworks(
  platforms: readonly PlatformDescriptor[],
  recognised: readonly RecognisedNetwork[],
): KnownNetworks {
  const hosts = [...platforms.map(({ urls }) => urls.hosts), ...recognised.map((network) => network.hosts)].flat();
  return { platforms, recognised, hosts: new Set(hosts) };
}

const MAX_LENGTH = 2_048;

/** Controls, line separators, zero-width and direction marks: nothing that a handle or link needs, all that hides things. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\p{Surrogate}]/u;

/**
 * An account to read in public. `platform` is the id that the person chose, if they did. Linear in the text's length; never
 * throws.
 */
export function readProfileInput(raw: string, networks: KnownNetworks, platform?: string): ProfileInput {
  return read(raw, { ...networks, toInput: toPublicInput }, platform);
}

/** The same for an account whose holder is asked for consent: nothing of it need be public. */
export function readNamedAccount(raw: string, networks: KnownNetworks, platform?: string): ProfileInput {
  return read(raw, { ...networks, toInput }, platform);
}

interface Reader extends KnownNetworks {
  readonly toInput: (reading: InputReading, descriptor: PlatformDescriptor) => ProfileInput;
}

function read(raw: string, networks: Reader, platform?: string): ProfileInput {
  if (raw.length > MAX_LENGTH) return notAProfile('This is too long for a profile link or handle.');
  const text = raw.trim().replace(/^＠/, '@');
  if (text === '') return notAProfile('Paste a profile link, or type a handle.');
  if (INVISIBLE.test(text) || /[\s\\]/.test(text))
    return notAProfile('A profile link or handle has no spaces, backslashes or hidden characters.');
  const chosen = networks.platforms.find((descriptor) => descriptor.id === platform);
  if (platform !== undefined && !chosen)
    return unsupported(networks.recognised.find((network) => network.id === platform)?.name ?? null);
  const pasted = readPastedUrl(text, networks.hosts);
  if (pasted.outcome === 'refused') return notAProfile(pasted.text);
  return pasted.outcome === 'url' ? readUrl(pasted.url, networks, chosen) : readHandle(text, networks, chosen);
}

function readUrl(url: PastedLink, networks: Reader, chosen: PlatformDescriptor | undefined): ProfileInput {
  const descriptor = networks.platforms.find((candidate) => candidate.urls.hosts.includes(url.host));
  if (!descriptor) {
    const network = networks.recognised.find((candidate) => candidate.hosts.includes(url.host));
    return network ? notYet(network.name, network.readUrl(url)) : unsupported(null);
  }
  if (chosen && chosen !== descriptor)
    return notAProfile(`This link belongs to ${descriptor.name}, not to ${chosen.name}.`, descriptor.name);
  return networks.toInput(descriptor.urls.readUrl(url), descriptor);
}

function readHandle(text: string, networks: Reader, chosen: PlatformDescriptor | undefined): ProfileInput {
  const bare = text.startsWith('@') ? text.slice(1) : text;
  if (bare === '' || bare.startsWith('@'))
    return refused('INPUT_INVALID_HANDLE', 'A handle has letters or digits after the @.', chosen?.name ?? null);
  if (chosen) return networks.toInput(chosen.urls.readHandle(bare), chosen);
  const network = networks.recognised.find(({ claims }) => claims?.form.test(text));
  if (network?.claims) return notYet(network.name, network.claims.read(text));
  const claimants = networks.platforms.filter((descriptor) => descriptor.urls.claims(bare));
  const [only, another] = claimants;
  if (only && !another) return networks.toInput(only.urls.readHandle(bare), only);
  if (!couldBeHandle(bare)) return notAProfile('This is neither a profile link nor a handle.');
  return { outcome: 'platform-needed', text: 'Say which platform this handle is on, or paste the profile’s link.' };
}

/** Without what stands in addresses or code only. */
const couldBeHandle = (text: string): boolean => !/[:@/?#&=<>"'`{}|^%]/.test(text);

function toInput(reading: InputReading, descriptor: PlatformDescriptor): ProfileInput {
  if (reading.outcome === 'profile') return { outcome: 'profile', locator: reading.locator, descriptor };
  if (reading.outcome === 'invalid-handle') return refused('INPUT_INVALID_HANDLE', reading.what, descriptor.name);
  return notAProfile(reading.what, descriptor.name, reading.outcome === 'not-a-profile' ? reading.author : null);
}

/** Platforms that show nothing without consent are refused whatever the link is, with their own words for it. */
function toPublicInput(reading: InputReading, descriptor: PlatformDescriptor): ProfileInput {
  if (descriptor.methods.MANUAL.available) return toInput(reading, descriptor);
  const { text } = describeCode('INPUT_PLATFORM_UNSUPPORTED', descriptor);
  return { ...unreadable(descriptor.name, reading, text), words: descriptor.words };
}

function refused(
  code: InputRefusal,
  text: string,
  platformName: string | null,
  author: Locator | null = null,
): ProfileInput {
  return { outcome: 'refused', code, text, platformName, author, account: null };
}

function notAProfile(text: string, platformName: string | null = null, author: Locator | null = null): ProfileInput {
  return refused('INPUT_NOT_A_PROFILE', text, platformName, author);
}

const notYet = (network: string, reading: InputReading): Refused =>
  unreadable(network, reading, `${network} is not supported yet.`);

/** Says that the link was understood, so that nobody looks for a mistake in it. */
function unreadable(network: string, reading: InputReading, why: string): Refused {
  const author = reading.outcome === 'not-a-profile' ? reading.author : null;
  const account = reading.outcome === 'profile' ? reading.locator : null;
  const meant =
    account && account.kind !== 'id' ? `@${account.value} is on ${network}.` : `This link leads to ${network}.`;
  const text = `${meant} ${why}`;
  return { outcome: 'refused', code: 'INPUT_PLATFORM_UNSUPPORTED', text, platformName: network, author, account };
}

function unsupported(name: string | null): ProfileInput {
  const text = name ? `${name} is not supported yet.` : 'This address does not belong to a network that Rostrum knows.';
  return refused('INPUT_PLATFORM_UNSUPPORTED', text, name);
}
