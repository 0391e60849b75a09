/**
 * Where a limit of the deployment's app is nearly used up, what is left is for everybody who waits: one agency takes a part of it
 * and no more, however often it asks. Beyond its part it is served as regular reads are. Where a process serves one agency
 * only, all of it is that agency's.
 */
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import { isDeployment } from './app-credentials.js';
import { BudgetMemory } from './budget-memory.js';
import { allowanceOf, ruleOf, usedOf, type WindowRule } from './budget-window.js';
import type { CallDescription } from './budget.js';
import { LimitBook } from './limits-book.js';
import { scopeOf } from './limits.js';

/** Of what lies beyond BUDGET_SLOW_PERCENT, and in each process. */
const PART = 0.25;

interface Taken {
  readonly until: number;
  readonly units: Map<string, number>;
}

@Injectable()
export class FairReserve {
  private readonly taken = new Map<string, Taken>();
  private only: string | null = null;
  private several = false;
  private readonly slow: number;

  constructor(
    private readonly book: LimitBook,
    private readonly memory: BudgetMemory,
    private readonly clock: Clock,
    { values }: Config,
  ) {
    this.slow = values.BUDGET_SLOW_PERCENT / 100;
  }

  /** The lane in which to ask for this call, which is made for this agency; null: for several at once. */
  laneOf(call: CallDescription, agencyId: string | null): CallDescription['lane'] {
    const { platform, endpointClass, credentialId, lane } = call;
    if (!isDeployment({ id: credentialId })) return lane;
    this.only ??= agencyId;
    this.several ||= this.only !== agencyId || agencyId === null;
    if (lane !== 'interactive' || !this.several || agencyId === null) return lane;
    const now = this.clock.now().getTime();
    const scarce = this.book
      .ofClass(platform, endpointClass)
      .filter((limit) => scopeOf(limit) === 'app')
      .flatMap((limit) => ruleOf(limit, call, now) ?? [])
      .filter((rule) => this.isScarce(rule, now));
    const within = scarce.every((rule) => this.take(rule, agencyId, call.units, now));
    return within ? lane : 'scheduled';
  }

  private isScarce(rule: WindowRule, now: number): boolean {
    const state = this.memory.window(rule, now);
    return usedOf(state) > allowanceOf(rule, state) * this.slow;
  }

  private take(rule: WindowRule, agencyId: string, units: number, now: number): boolean {
    const state = this.memory.window(rule, now);
    const known = this.taken.get(rule.key);
    const until = state.until > 0 ? state.until : now + rule.windowMs;
    const current = known && now < known.until ? known : { until, units: new Map<string, number>() };
    this.taken.set(rule.key, current);
    const had = current.units.get(agencyId) ?? 0;
    const part = Math.max(1, Math.round(allowanceOf(rule, state) * (1 - this.slow) * PART));
    if (had + units > part) return false;
    current.units.set(agencyId, had + units);
    return true;
  }
}
