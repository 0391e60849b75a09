/** What this process knows of every window and of every time that a platform named. It outlives Redis, and not the process. */
import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  cellNow,
  freeAt,
  GLANCE_MS,
  hear,
  learn,
  moveOn,
  unknownWindow,
  usedOf,
  type SoundUsage,
  type WindowRule,
  type WindowState,
} from './budget-window.js';

/** Until when nobody is sent, and why. */
export interface Hold {
  readonly until: number;
  readonly code: string;
}

interface Remembered {
  rule: WindowRule;
  readonly state: WindowState;
}

/** Above so many, those of accounts that nothing is left to remember of are let go. */
const MANY = 5_000;
/** Others may be there that were never seen. */
const FEWEST_PROCESSES = 2;

const NO_HOLD: Hold = { until: 0, code: '' };

/** As the scripts take it. */
export interface WindowAsk {
  readonly w: number;
  readonly b: number;
  readonly a: number;
  readonly x: boolean;
  readonly e: string;
  readonly s?: number;
  readonly t?: number;
  readonly cells?: Readonly<Record<string, number>>;
  readonly g?: number;
  readonly u?: number;
  readonly l?: number;
}

@Injectable()
export class BudgetMemory {
  /** Names this process' cells. */
  readonly me = randomBytes(4).toString('hex');
  private readonly windows = new Map<string, Remembered>();
  private readonly holds = new Map<string, Hold>();
  private asked = 0;

  /** What each question to Redis begins with; the nonce names what Redis keeps where this is the first it hears. */
  frame(now: number): { readonly now: number; readonly me: string; readonly glance: number; readonly nonce: string } {
    this.asked += 1;
    return { now, me: this.me, glance: GLANCE_MS, nonce: `${this.me}.${this.asked}` };
  }

  /** The window as it is known, moved on to now. */
  window(rule: WindowRule, now: number): WindowState {
    const known = this.windows.get(rule.key);
    if (known) known.rule = rule;
    const state = known?.state ?? unknownWindow();
    if (!known) this.remember(rule, state, now);
    moveOn(state, rule, now);
    return state;
  }

  hold(key: string): Hold {
    return this.holds.get(key) ?? NO_HOLD;
  }

  setHold(key: string, hold: Hold, now: number): void {
    if (hold.until > now && hold.until >= this.hold(key).until) this.holds.set(key, hold);
    else if (this.hold(key).until <= now) this.holds.delete(key);
  }

  /** `whole`: everything that is remembered goes along, because Redis may have lost it. */
  ask(rule: WindowRule, whole: boolean, now: number): WindowAsk {
    const state = this.window(rule, now);
    const { limit, windowMs, partMs, day } = rule;
    const plain = { w: windowMs, b: day ? day.end - day.start : partMs, a: limit.calls, x: limit.chosen };
    const days = day ? { s: day.start, t: day.end } : {};
    if (state.cells.size === 0 && state.until === 0 && state.told === 0) return { ...plain, ...days, e: '' };
    if (!whole && state.epoch !== '' && this.unconfirmed(state) === 0) return { ...plain, ...days, e: state.epoch };
    const { since: g, until: u, told: l } = state;
    return { ...plain, ...days, e: state.epoch, cells: Object.fromEntries(state.cells), g, u, l };
  }

  /** What Redis answered: the epoch, since, until, told limit, and cells with their units. */
  confirm(rule: WindowRule, [epoch = '', since, until, told, ...flat]: readonly string[], now: number): void {
    const state = this.window(rule, now);
    const cells = new Map<string, number>();
    for (let at = 0; at + 1 < flat.length; at += 2) cells.set(flat[at] ?? '', Number(flat[at + 1]));
    learn(state, { epoch, since: Number(since), until: Number(until), told: Number(told), cells });
    for (const [cell, units] of cells) if (this.isMine(cell)) state.confirmed.set(cell, units);
    moveOn(state, rule, now);
  }

  /** Alone: null where this process' own part of what was left when Redis was last heard has room, otherwise when it will. */
  alone(rule: WindowRule, units: number, most: number, now: number): number | null {
    const state = this.window(rule, now);
    const taken = this.unconfirmed(state);
    const shared = usedOf(state) - taken;
    const processes = new Set([...state.cells.keys(), `${this.me}@`].map((cell) => cell.slice(0, cell.indexOf('@'))));
    const part = Math.floor((most - shared) / Math.max(processes.size, FEWEST_PROCESSES));
    return taken + units > part ? freeAt(state, rule, taken + units - part, now) : null;
  }

  /** What is written down of it. */
  learn(rule: WindowRule, known: WindowState, now: number): void {
    learn(this.window(rule, now), known);
  }

  /** What a platform tells of it while Redis is away. */
  told(rule: WindowRule, usage: SoundUsage, now: number): void {
    const state = this.window(rule, now);
    const { cell, units } = hear(this.me, state, rule, usage, now);
    if (units > 0) state.cells.set(cell, (state.cells.get(cell) ?? 0) + units);
  }

  /** Counted here first; Redis is told with the next call that reaches it. */
  add(rule: WindowRule, units: number, now: number): void {
    const state = this.window(rule, now);
    const cell = cellNow(this.me, rule, state, now);
    state.cells.set(cell, (state.cells.get(cell) ?? 0) + units);
  }

  /** Every window that is known, moved on to now. */
  list(now: number): readonly Remembered[] {
    for (const { rule, state } of this.windows.values()) moveOn(state, rule, now);
    return [...this.windows.values()];
  }

  /** Units that this process counted itself. */
  own(state: WindowState): number {
    return [...state.cells].reduce((sum, [cell, units]) => (this.isMine(cell) ? sum + units : sum), 0);
  }

  private isMine(cell: string): boolean {
    return cell.startsWith(`${this.me}@`);
  }

  private unconfirmed({ cells, confirmed }: WindowState): number {
    let units = 0;
    for (const [cell, count] of cells) if (this.isMine(cell)) units += Math.max(0, count - (confirmed.get(cell) ?? 0));
    return units;
  }

  private remember(rule: WindowRule, state: WindowState, now: number): void {
    if (this.windows.size >= MANY)
      for (const { rule: old, state: left } of this.list(now)) if (left.cells.size === 0) this.windows.delete(old.key);
    this.windows.set(rule.key, { rule, state });
  }
}
