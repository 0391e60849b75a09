/** Is this text a web address, and may its parts be believed? Written out rather than left to a lenient URL parser. */
import type { PastedLink } from './contract/descriptor.js';

export type PastedText =
  | { readonly outcome: 'url'; readonly url: PastedLink }
  | { readonly outcome: 'refused'; readonly text: string }
  /** Not an address at all; perhaps a handle. */
  | { readonly outcome: 'other' };

const refuse = (text: string): PastedText => ({ outcome: 'refused', text });

/** `knownHosts`: with one of them at its start, an address needs no https:// to be taken for one. */
export function readPastedUrl(text: string, knownHosts: ReadonlySet<string>): PastedText {
  const scheme = /^([a-z][a-z0-9+.-]{0,20}):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'at') return { outcome: 'other' };
  if (scheme === 'http' || scheme === 'https') return readAddress(text.slice(scheme.length + 3), knownHosts);
  if (scheme !== undefined || /^\/(?!\/)/.test(text)) return refuse('Only web links can be read.');
  if (text.startsWith('//')) return readAddress(text.slice(2), knownHosts);
  return looksLikeAddress(text, knownHosts) ? readAddress(text, knownHosts) : { outcome: 'other' };
}

function looksLikeAddress(text: string, knownHosts: ReadonlySet<string>): boolean {
  const authority = text.split(/[/?#]/, 1)[0] ?? '';
  if (knownHosts.has(authority.toLowerCase()) || imitates(authority, knownHosts)) return true;
  return text.includes('/') && authority.includes('.');
}

function readAddress(address: string, knownHosts: ReadonlySet<string>): PastedText {
  const authority = address.split(/[/?#]/, 1)[0] ?? '';
  if (authority.includes('@'))
    return refuse('This link hides another address before an @. Paste the profile’s own link.');
  if (!/^[\x21-\x7e]*$/.test(authority)) return refuse('This link’s address imitates another with look-alike letters.');
  const host = authority.toLowerCase().replace(/:(80|443)$/, '');
  if (!isPlainHost(host)) return refuse('This link’s address is not a plain web address.');
  if (imitates(host, knownHosts)) return refuse('This link only looks like a known network’s.');
  return readPath(host, address.slice(authority.length));
}

/** Names of at least two labels: no numbers in place of names, no ports, no brackets, no punycode. */
function isPlainHost(host: string): boolean {
  const labels = host.split('.');
  if (host.length > 253 || labels.length < 2 || /^(\d|0x)/.test(labels.at(-1) ?? '')) return false;
  return labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label) && !label.startsWith('xn--'));
}

/** A known name with something stuck behind it: `known.example.evil.io`. */
function imitates(authority: string, knownHosts: ReadonlySet<string>): boolean {
  const host = authority.toLowerCase();
  return (
    !knownHosts.has(host) &&
    [...knownHosts].some((known) => host.startsWith(`${known}.`) || host.includes(`.${known}.`))
  );
}

function readPath(host: string, rest: string): PastedText {
  const [beforeHash = ''] = rest.replace(/^\/?#!/, '').split('#', 1);
  const queryAt = beforeHash.indexOf('?');
  const path = queryAt < 0 ? beforeHash : beforeHash.slice(0, queryAt);
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeSegment);
  if (!segments.every((segment) => segment !== null)) return refuse('This link’s path is not written as links are.');
  return {
    outcome: 'url',
    url: { host, segments, query: new URLSearchParams(queryAt < 0 ? '' : beforeHash.slice(queryAt + 1)) },
  };
}

/** Null where decoding fails or brings forth what a segment cannot hold. */
function decodeSegment(segment: string): string | null {
  try {
    const decoded = decodeURIComponent(segment).normalize('NFC');
    return decoded === '.' || decoded === '..' || /[/\\?#%\p{Cc}\p{Cf}\p{Z}]/u.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
}
