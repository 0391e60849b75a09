/** Pieces from which the link rules of networks without an adapter are put together. */
import type { InputReading, Locator, LocatorKind } from '../../contract/descriptor.js';

export interface NameRule {
  readonly platform: string;
  readonly kind: LocatorKind;
  readonly pattern: RegExp;
  /** Names that differ in case only are the same account. */
  readonly foldCase: boolean;
  readonly what: string;
}

export const withWww = (...hosts: string[]): string[] => hosts.flatMap((host) => [host, `www.${host}`, `m.${host}`]);

export const notAProfile = (what: string, author: Locator | null = null): InputReading => ({
  outcome: 'not-a-profile',
  what,
  author,
});

/** A name as the network allows it, with or without its @; anything else is no handle there. */
export function account(rule: NameRule, text: string | null | undefined): InputReading {
  const bare = (text ?? '').replace(/^@/, '').normalize('NFC');
  if (!rule.pattern.test(bare)) return { outcome: 'invalid-handle', what: rule.what };
  const value = rule.foldCase ? bare.toLowerCase() : bare;
  return { outcome: 'profile', locator: { platform: rule.platform, kind: rule.kind, value } };
}

/** A post, with the account that its link names. */
export function postOf(
  rule: NameRule,
  name: string | undefined,
  what = 'This link is a post, not a profile.',
): InputReading {
  const reading = account(rule, name);
  return notAProfile(what, reading.outcome === 'profile' ? reading.locator : null);
}

/** Short links and redirects say nothing themselves, and nothing pasted is ever opened. */
export const SHORT_LINK = notAProfile(
  'This short link does not say where it leads. Open it, and paste the address you arrive at.',
);
export const OTHER_PAGE = notAProfile('This link is not a profile.');
