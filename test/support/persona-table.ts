/** The tables of docs/simulators.md that say what becomes of each persona, read as data. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './command.js';

/** What a connection shows. */
export interface Shown {
  readonly status: string;
  /** Of its error, or of its first warning. */
  readonly code: string | null;
  /** How its handle begins, where it is not the one that was connected. */
  readonly renamedTo: string | null;
  readonly alert: boolean;
}

export interface PersonaRow {
  readonly word: string;
  /** Set where the platform has no such accounts; then the rest is empty. */
  readonly impossible: string | null;
  readonly lookedUp: { readonly code: string | null; readonly http: number };
  /** What becomes of a talent who consents: `connected`, `no sign-in`, or the code that they are told. */
  readonly consents: string;
  readonly connected: Shown;
  readonly readAgain: Shown;
  readonly dayLater: Shown;
}

export interface PersonaSection {
  readonly platform: string;
  readonly method: string;
  /** Set where nobody can be connected so. */
  readonly impossible: string | null;
  readonly rows: readonly PersonaRow[];
}

const HEADING = /^### (.+) · (\S+)$/m;
const IMPOSSIBLE = /^not possible here: (\S.*)$/im;

const text = readFileSync(join(ROOT, 'docs', 'simulators.md'), 'utf8');

/** The words of the table that says what the personas are. */
export function personaWords(): string[] {
  const [, table = ''] = /^## Accounts$([^]*?)^## /m.exec(text) ?? [];
  return table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => ticked(line)[0] ?? '');
}

export function personaSections(): PersonaSection[] {
  return text
    .split(/^(?=##)/m)
    .filter((part) => HEADING.test(part))
    .map(sectionOf);
}

function sectionOf(part: string): PersonaSection {
  const [, platform = '', method = ''] = HEADING.exec(part) ?? [];
  const lines = part.split('\n').filter((line) => line.startsWith('| `'));
  const impossible = lines.length === 0 ? (IMPOSSIBLE.exec(part)?.[1] ?? null) : null;
  return { platform, method, impossible, rows: lines.map(rowOf) };
}

function rowOf(line: string): PersonaRow {
  const [word = '', lookedUp = '', ...states] = line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
  const [connected = '', readAgain = '', dayLater = ''] = states;
  return {
    word: ticked(word)[0] ?? '',
    impossible: IMPOSSIBLE.exec(lookedUp)?.[1] ?? null,
    lookedUp: { code: ticked(lookedUp)[0] ?? null, http: lookedUp === 'found' ? 200 : Number(lookedUp.slice(-3)) },
    consents: ticked(lookedUp)[0] ?? lookedUp,
    connected: shownOf(connected),
    readAgain: shownOf(readAgain),
    dayLater: shownOf(dayLater),
  };
}

function shownOf(cell: string): Shown {
  const [status = '', ...others] = ticked(cell);
  const renamedTo = others.find((text) => text.endsWith('…'))?.slice(0, -1) ?? null;
  const code = others.find((text) => !text.endsWith('…')) ?? null;
  return { status, code, renamedTo, alert: cell.endsWith('(alert)') };
}

const ticked = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
