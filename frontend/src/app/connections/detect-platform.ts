/** Reads which platform a pasted link belongs to. It only looks at the text: nothing is ever fetched from here. */
import type { PlatformResponse } from '../core/api/models';

export function looksLikeLink(input: string): boolean {
  return /^https?:\/\//i.test(input) || /^[^\s/@]+\.[a-z]{2,}\/\S/i.test(input);
}

export function detectPlatform(input: string, platforms: readonly PlatformResponse[]): PlatformResponse | null {
  const text = input.trim();
  if (!looksLikeLink(text)) return null;
  const host = hostOf(text);
  if (!host) return null;
  return platforms.find(({ profileHosts }) => profileHosts.some((known) => belongsTo(host, known))) ?? null;
}

function hostOf(link: string): string | null {
  try {
    return new URL(/^https?:\/\//i.test(link) ? link : `https://${link}`).hostname.toLowerCase();
  } catch {
    return null;
  }
}

function belongsTo(host: string, known: string): boolean {
  return host === known.toLowerCase() || host === `www.${known.toLowerCase()}`;
}
