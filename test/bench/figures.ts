/** What was measured: as a file for programs, as a table for people. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { say } from '../../scripts/lib/steps.mjs';
import type { Comparison } from './rounds.ts';

const RESULTS = inRoot('bench', 'results.json');

export interface Goal {
  readonly is: 'at least' | 'at most';
  readonly value: number;
}

export interface Figure {
  readonly figure: string;
  /** As `ratio` the product's value divided by the floor's, otherwise the product's own. */
  readonly value: number;
  readonly unit: string;
  readonly goal: string;
  /** What it was compared with, and that one's own value. */
  readonly floor: { readonly what: string; readonly value: number; readonly unit: string };
  readonly product: { readonly what: string; readonly value: number; readonly unit: string };
  readonly rounds: number;
  readonly met: boolean;
}

export interface Description {
  readonly figure: string;
  readonly goal: Goal;
  /** Of both sides. */
  readonly unit: string;
  readonly product: string;
  readonly floor: string;
}

/** Something that is no comparison: a time, a size, a count. The floor is what it can be looked at beside. */
export interface Plain extends Description {
  readonly value: number;
  readonly beside: number;
  readonly rounds: number;
}

const SIGN = { 'at least': '≥', 'at most': '≤' } as const;

export function toFigure({ figure, goal, unit, product, floor }: Description, measured: Comparison): Figure {
  return {
    figure,
    value: rounded(measured.ratio),
    unit: 'ratio',
    goal: `${SIGN[goal.is]} ${goal.value.toFixed(2)}`,
    floor: { what: floor, value: rounded(measured.floor), unit },
    product: { what: product, value: rounded(measured.product), unit },
    rounds: measured.rounds,
    met: isMet(goal, measured.ratio),
  };
}

export function toPlainFigure({ figure, goal, unit, product, floor, value, beside, rounds }: Plain): Figure {
  return {
    figure,
    value: rounded(value),
    unit,
    goal: `${SIGN[goal.is]} ${goal.value}`,
    floor: { what: floor, value: rounded(beside), unit },
    product: { what: product, value: rounded(value), unit },
    rounds,
    met: isMet(goal, value),
  };
}

const isMet = (goal: Goal, value: number): boolean =>
  goal.is === 'at least' ? value >= goal.value : value <= goal.value;

const rounded = (value: number): number => Number(value.toPrecision(3));

/** Figures that were not measured this time stay as they are. */
export function writeResults(figures: readonly Figure[]): void {
  const written = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Figure[]) : [];
  const all = new Map([...written, ...figures].map((figure) => [figure.figure, figure]));
  mkdirSync(dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify([...all.values()], null, 2)}\n`);
}

export function printTable(figures: readonly Figure[]): void {
  const head = ['figure', 'value', 'goal', '', 'product', 'floor'];
  const rows = figures.map(({ figure, value, goal, met, product, floor }) => [
    figure,
    String(value),
    goal,
    met ? 'met' : 'missed',
    `${product.value} ${product.unit}`,
    `${floor.value} ${floor.unit}`,
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  say('');
  for (const row of [head, ...rows]) say(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`);
  say(`\n  A ratio is product ÷ floor, the median of rounds in turn on this machine. In full: ${RESULTS}`);
}
