/** What was measured: as a file for programs, as a table for people. */
import { mkdirSync, writeFileSync } from 'node:fs';
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
  /** The product's value divided by the floor's. */
  readonly value: number;
  readonly unit: 'ratio';
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
  readonly unit: string;
  readonly product: string;
  readonly floor: string;
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
    met: goal.is === 'at least' ? measured.ratio >= goal.value : measured.ratio <= goal.value,
  };
}

const rounded = (value: number): number => Number(value.toPrecision(3));

export function writeResults(figures: readonly Figure[]): void {
  mkdirSync(dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(figures, null, 2)}\n`);
}

export function printTable(figures: readonly Figure[]): void {
  const head = ['figure', 'value', 'goal', '', 'product', 'floor'];
  const rows = figures.map(({ figure, value, goal, met, product, floor }) => [
    figure,
    value.toFixed(2),
    goal,
    met ? 'met' : 'missed',
    `${product.value} ${product.unit}`,
    `${floor.value} ${floor.unit}`,
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  say('');
  for (const row of [head, ...rows]) say(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`);
  say(`\n  Each value is product ÷ floor, the median of rounds in turn on this machine. In full: ${RESULTS}`);
}
