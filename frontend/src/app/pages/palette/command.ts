import type { BrandDrawing } from '../../ui/brand-icon';
import type { IconName } from '../../ui/icon';

export type CommandGroup = 'Connect' | 'Talents' | 'Profiles' | 'Recent' | 'Go to' | 'Do';

/** One line of the palette. */
export interface Command {
  /** The same for the same thing, however often it is found. */
  id: string;
  group: CommandGroup;
  label: string;
  note?: string;
  /** Found by these words too. */
  words?: string;
  keys?: string;
  icon?: IconName;
  brand?: BrandDrawing | null;
  face?: { name: string; src: string | null };
  /** What the search field holds then; the palette stays open. */
  fills?: string;
  run?: () => unknown;
}

/** Every word typed begins a word of the command. */
export function matches({ label, words = '' }: Pick<Command, 'label' | 'words'>, typed: string): boolean {
  const own = wordsOf(`${label} ${words}`);
  return wordsOf(typed).every((word) => own.some((one) => one.startsWith(word)));
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

export const DEEDS = ['sync', 'pause', 'resume'] as const;
export type Deed = (typeof DEEDS)[number];

/** "pause nora" is about profiles like "nora" alone. */
export function deedIn(typed: string): { deed: Deed; rest: string } | null {
  const [, word = '', rest = ''] = /^(\p{L}+)\s+(.*)$/u.exec(typed) ?? [];
  const deed = DEEDS.find((one) => one === word.toLowerCase());
  return deed ? { deed, rest: rest.trim() } : null;
}
