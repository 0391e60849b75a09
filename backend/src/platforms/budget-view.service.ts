/** How much of each platform's limits is used, as all processes know it together, for whoever runs this. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { breakerNote } from './breaker-notes.js';
import { BudgetMemory } from './budget-memory.js';
import { BudgetRedis } from './budget-redis.js';
import { TELL } from './budget-script.js';
import { allowanceOf, keyOf, ruleOf, usedOf, type WindowRule, type WindowState } from './budget-window.js';
import { CircuitBreaker } from './budget.js';
import { CATALOGUE } from './catalogue.js';
import { LimitBook } from './limits-book.js';
import { scopeOf } from './limits.js';

export interface BudgetStanding {
  readonly platform: string;
  readonly endpointClass: string;
  readonly credentialId: string;
  readonly limit: number;
  readonly windowSeconds: number;
  /** Null where each account has the limit for itself. */
  readonly used: number | null;
  /** Null where the window rolls. */
  readonly resetsAt: Date | null;
  /** Until then the platform has sent everybody away. */
  readonly heldUntil: Date | null;
  readonly breaker: 'closed' | 'open' | 'half-open';
  readonly scope: 'app' | 'account';
  /** Where the limit is published, or the key that it was chosen with. */
  readonly source: string;
}

const deploymentOf = (platform: string): string => `deployment:${platform}`;

@Injectable()
export class BudgetView {
  constructor(
    private readonly book: LimitBook,
    private readonly memory: BudgetMemory,
    private readonly redis: BudgetRedis,
    private readonly breaker: CircuitBreaker,
    private readonly clock: Clock,
  ) {}

  /** Every limit of the deployment's apps, and those of agencies' own apps that this process has used. */
  async standings(): Promise<readonly BudgetStanding[]> {
    const rules = this.rules();
    const notes = await this.redis.noted(rules.map(({ platform, limit }) => breakerNote({ platform, ...limit })));
    return Promise.all(rules.map((rule, index) => this.standing(rule, Number(notes[index] ?? 0))));
  }

  /** The least that is left of an app's limits at a platform, as a share; null where this process knows of none. */
  shareLeft(platform: string, credentialId = deploymentOf(platform)): number | null {
    const now = this.clock.now().getTime();
    const known = this.memory
      .list(now)
      .filter(({ rule }) => rule.platform === platform && rule.credentialId === credentialId)
      .filter(({ rule }) => scopeOf(rule.limit) === 'app');
    if (known.length === 0) return null;
    const left = known.map(({ rule, state }) => {
      const held = this.memory.hold(holdOf(rule)).until > now;
      return held ? 0 : Math.max(0, 1 - usedOf(state) / allowanceOf(rule, state));
    });
    return Math.min(...left);
  }

  private rules(): WindowRule[] {
    const now = this.clock.now().getTime();
    const rules = new Map<string, WindowRule>();
    const add = (rule: WindowRule | null) => rule && rules.set(rule.key, rule);
    for (const { descriptor } of CATALOGUE) {
      const credentialId = deploymentOf(descriptor.id);
      for (const limit of this.book.ofPlatform(descriptor.id)) {
        const place = { platform: descriptor.id, credentialId, endpointClass: limit.endpointClass };
        add(ruleOf(limit, { ...place, subject: 'each' }, now));
      }
    }
    for (const { rule } of this.memory.list(now)) if (scopeOf(rule.limit) === 'app') add(rule);
    return [...rules.values()];
  }

  private async standing(rule: WindowRule, brokenUntil: number): Promise<BudgetStanding> {
    const { platform, credentialId, limit } = rule;
    const now = this.clock.now();
    const scope = scopeOf(limit);
    const state = scope === 'app' ? await this.look(rule) : null;
    const heldUntil = this.memory.hold(holdOf(rule)).until;
    const place = { platform, endpointClass: limit.endpointClass };
    const elsewhere = brokenUntil > now.getTime() ? 'open' : 'half-open';
    return {
      ...place,
      credentialId,
      limit: state ? allowanceOf(rule, state) : limit.calls,
      windowSeconds: limit.windowSeconds,
      used: state && usedOf(state),
      resetsAt: state && state.until > 0 ? new Date(state.until) : null,
      heldUntil: heldUntil > now.getTime() ? new Date(heldUntil) : null,
      breaker: brokenUntil > 0 ? elsewhere : this.breaker.standing(place),
      scope,
      source: limit.source,
    };
  }

  /** What all processes know, where Redis is there, and otherwise what this one does. */
  private async look(rule: WindowRule): Promise<WindowState> {
    const now = this.clock.now().getTime();
    const hold = this.memory.hold(holdOf(rule));
    const answer = await this.redis.run(TELL, [rule.key, holdOf(rule)], (whole) => ({
      ...this.memory.frame(now),
      window: this.memory.ask(rule, whole, now),
      usage: {},
      hold: { u: hold.until, c: hold.code },
    }));
    if (answer) {
      const [, , , [until = '0', code = ''], states] = answer;
      if (states[0]) this.memory.confirm(rule, states[0], now);
      this.memory.setHold(holdOf(rule), { until: Number(until), code }, now);
    }
    return this.memory.window(rule, now);
  }
}

const holdOf = ({ credentialId, limit }: WindowRule): string =>
  `${keyOf({ credentialId, endpointClass: limit.endpointClass })}:hold`;
