/**
 * The budget that all processes share. Redis keeps the count and each call asks it once; each process remembers what it
 * learns there and tells it again where Redis has lost it. Without Redis each process keeps to its own part.
 */
import { Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { Config } from '../core/config/config.js';
import { Gather } from '../core/gather.js';
import type { Results } from '../core/gather.js';
import { Budget, type CallDescription } from './budget.js';
import { BudgetLedger } from './budget-ledger.service.js';
import { BudgetMemory, type Hold } from './budget-memory.js';
import { BudgetRedis, type ScriptAnswer } from './budget-redis.js';
import { TAKE, TELL } from './budget-script.js';
import { heldBack, soundUsage, usedUp } from './budget-usage.js';
import { allowanceOf, GLANCE_MS, keyOf, ruleOf, type WindowRule } from './budget-window.js';
import type { ReportedUsage } from './contract/fetcher.js';
import type { PlatformError } from './contract/platform-error.js';
import { LimitBook } from './limits-book.js';
import { scopeOf } from './limits.js';

const LANES = { interactive: 0, scheduled: 1, backfill: 2 } as const;
/** Nobody is sent away for longer than a day of the calendar can be: then one call asks again whether it is still so. */
const LONGEST_HOLD_MS = 25 * 3_600_000;
/** Where calls come by the hundred a second, nobody waits for any one of them: so long the next ones are collected. */
const LINGER_MS = 10;

interface HoldKey {
  readonly key: string;
  /** People who wait are served all the same. */
  readonly rest: boolean;
}

/** What is asked of Redis for so many calls of a kind. */
interface Question {
  readonly call: CallDescription;
  readonly calls: number;
  readonly rules: readonly WindowRule[];
  readonly holds: readonly HoldKey[];
}

@Injectable()
export class SharedBudget extends Budget {
  /** From `slow` on, calls nobody waits for are spread out; above `stop` only people who wait are served. */
  private readonly shares: { readonly slow: number; readonly stop: number };
  /** What comes at once is asked for at once. Whoever comes alone waits for nobody. */
  private readonly bursts = new Gather<CallDescription, void>(
    (kind, calls) => this.askAll(kind, calls),
    (kind) => (this.crowded.has(kind) ? LINGER_MS : 0),
  );
  /** Kinds of calls of which several came together the last time. */
  private readonly crowded = new Set<string>();

  constructor(
    private readonly book: LimitBook,
    private readonly memory: BudgetMemory,
    private readonly redis: BudgetRedis,
    private readonly ledger: BudgetLedger,
    private readonly clock: Clock,
    { values }: Config,
  ) {
    super();
    this.shares = { slow: values.BUDGET_SLOW_PERCENT / 100, stop: values.BUDGET_STOP_PERCENT / 100 };
  }

  override before(call: CallDescription): Promise<void> {
    return call.lane === 'interactive' ? this.ask(call) : this.bursts.add(kindOf(call), call);
  }

  override async after(call: CallDescription, outcome: PlatformError | 'ok'): Promise<void> {
    if (outcome === 'ok' || !isLimit(outcome) || !outcome.retryAt || outcome.held) return;
    if (this.isNobodys(call, outcome.scope)) return;
    const scope = outcome.scope ?? (this.hasOwnOnly(call) ? 'account' : 'app');
    await this.hold(holdKey(call, scope), { until: outcome.retryAt.getTime(), code: outcome.code });
  }

  /** Without a window to count it in, a limit that is as good as used up keeps those away that nobody waits for. */
  override async report(call: CallDescription, usage: ReportedUsage): Promise<void> {
    const reset = usage.resetAt?.getTime();
    if (reset !== undefined && reset <= this.now()) return; // of a window that is over
    const rule = this.ruleMeant(call, usage);
    if (rule) return this.tell(rule, usage);
    if (this.isNobodys(call, usage.scope)) return;
    const full = (usage.share ?? 0) >= this.shares.stop;
    const until = reset ?? (full ? this.now() + GLANCE_MS : 0);
    if (full || usage.remaining === 0) await this.hold(restKey(call), { until, code: 'RATE_LIMITED' });
  }

  private async askAll(kind: string, calls: readonly CallDescription[]): Promise<Results<void>> {
    const [first] = calls;
    if (calls.length > 1) this.crowded.add(kind);
    else this.crowded.delete(kind);
    if (first && calls.length > 1 && (await this.allGo(first, calls.length))) return calls.map(() => undefined);
    const answers = await Promise.allSettled(calls.map((call) => this.ask(call)));
    return answers.map((answer) => (answer.status === 'fulfilled' ? undefined : (answer.reason as Error)));
  }

  /** False where not all of them may go now, or Redis is away; none of them has been counted then. */
  private async allGo(call: CallDescription, calls: number): Promise<boolean> {
    const [verdict] = (await this.take({ ...this.questionOf(call), calls })) ?? [];
    return verdict === 'go';
  }

  private async ask(call: CallDescription): Promise<void> {
    const question = this.questionOf(call);
    const answer = await this.take(question);
    if (!answer) return this.alone(question);
    const [verdict, at, which] = answer;
    const rule = question.rules[Number(which) - 1];
    if (verdict === 'held') throw heldBack(which, at);
    if (verdict !== 'go' && rule) throw usedUp(rule, at, verdict === 'pace');
  }

  private questionOf(call: CallDescription): Question {
    return { call, calls: 1, rules: this.rulesOf(call), holds: holdKeys(call) };
  }

  /** Null while Redis is away. */
  private async take(question: Question): Promise<ScriptAnswer | null> {
    await this.ledger.recall(question.rules);
    const keys = [...question.rules, ...question.holds].map(({ key }) => key);
    const answer = await this.redis.run(TAKE, keys, (whole) => this.written(question, whole));
    if (answer) this.heed(answer, question);
    return answer;
  }

  private async tell(rule: WindowRule, usage: ReportedUsage): Promise<void> {
    await this.ledger.recall([rule]);
    const now = this.now();
    const told = soundUsage(usage, rule, now);
    const answer = await this.redis.run(TELL, [rule.key], (whole) => ({
      ...this.memory.frame(now),
      window: this.memory.ask(rule, whole, now),
      usage: told,
    }));
    const state = answer?.[4][0];
    if (state) this.memory.confirm(rule, state, now);
    else this.memory.told(rule, told, now);
  }

  private async hold(key: string, { until, code }: Hold): Promise<void> {
    const now = this.now();
    const hold = { until: Math.min(until, now + LONGEST_HOLD_MS), code };
    this.memory.setHold(key, hold, now);
    await this.redis.run(TELL, [key], () => ({ ...this.memory.frame(now), hold: { u: hold.until, c: code } }));
  }

  private alone({ call, rules, holds }: Question): void {
    const now = this.now();
    for (const { key, rest } of holds) {
      const { until, code } = this.memory.hold(key);
      if (until > now && !(rest && call.lane === 'interactive')) throw heldBack(code, until);
    }
    for (const rule of rules) {
      const most = this.most(call, rule);
      const at = this.memory.alone(rule, needOf(call, most), most, now);
      if (at !== null) throw usedUp(rule, at, false);
    }
    for (const rule of rules) this.memory.add(rule, call.units, now);
  }

  private most({ lane, begun = 0 }: CallDescription, rule: WindowRule): number {
    const all = allowanceOf(rule, this.memory.window(rule, this.now()));
    if (lane === 'interactive') return all;
    const share = lane === 'scheduled' ? this.shares.stop : this.shares.slow;
    return Math.max(1, Math.floor(all * (share + (1 - share) * begun) + 1e-6));
  }

  private heed([, , , told, states]: ScriptAnswer, { rules, holds }: Question): void {
    const now = this.now();
    holds.forEach(({ key }, index) => {
      const [until = '0', code = ''] = told.slice(2 * index);
      this.memory.setHold(key, { until: Number(until), code }, now);
    });
    rules.forEach((rule, index) => {
      const state = states[index];
      if (state) this.memory.confirm(rule, state, now);
    });
  }

  private written({ call, calls, rules, holds }: Question, whole: boolean): unknown {
    const now = this.now();
    const known = holds.map(({ key, rest }) => ({ hold: this.memory.hold(key), rest }));
    return {
      ...this.memory.frame(now),
      ...this.shares,
      lane: LANES[call.lane],
      units: call.units * calls,
      need: call.need ?? call.units,
      begun: call.begun,
      many: calls > 1,
      windows: rules.map((rule) => this.memory.ask(rule, whole, now)),
      holds: known.map(({ hold, rest }) => ({ u: hold.until, c: hold.code, r: rest })),
    };
  }

  private rulesOf(call: CallDescription): WindowRule[] {
    const now = this.now();
    return this.book.ofClass(call.platform, call.endpointClass).flatMap((limit) => ruleOf(limit, call, now) ?? []);
  }

  private ruleMeant(call: CallDescription, { scope, windowSeconds }: ReportedUsage): WindowRule | undefined {
    const own = (rule: WindowRule) => scopeOf(rule.limit) === 'account';
    const rules = this.rulesOf(call).sort((a, b) => a.windowMs - b.windowMs);
    const fits = rules.filter((rule) => windowSeconds === undefined || rule.limit.windowSeconds === windowSeconds);
    if (scope !== undefined) return fits.find((rule) => own(rule) === (scope === 'account'));
    return fits.find(own) ?? fits[0];
  }

  /** Of an account that is not known yet, nobody else is told. */
  private isNobodys(call: CallDescription, scope: 'app' | 'account' | undefined): boolean {
    return call.subject === null && (scope === 'account' || (scope === undefined && this.hasOwnOnly(call)));
  }

  private hasOwnOnly({ platform, endpointClass }: CallDescription): boolean {
    const limits = this.book.ofClass(platform, endpointClass);
    return limits.length > 0 && limits.every((limit) => scopeOf(limit) === 'account');
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

/** As the script has it. */
const needOf = ({ lane, units, need = units }: CallDescription, most: number): number =>
  lane === 'interactive' ? units : Math.max(units, Math.min(need, Math.floor(most / 4)));

const isLimit = ({ code }: PlatformError): boolean => code === 'RATE_LIMITED' || code === 'QUOTA_EXHAUSTED';

/** Calls that are counted alike. */
const kindOf = (call: CallDescription): string =>
  `${keyOf(call)}|${call.lane}|${call.units}|${call.need}|${call.begun}|${call.subject}`;

const restKey = (call: CallDescription): string => `${keyOf(call)}:rest`;

const holdKey = (call: CallDescription, scope: 'app' | 'account'): string =>
  scope === 'account' && call.subject !== null ? `${keyOf(call)}:hold:${call.subject}` : `${keyOf(call)}:hold`;

function holdKeys(call: CallDescription): HoldKey[] {
  const keys = [holdKey(call, 'app'), ...(call.subject === null ? [] : [holdKey(call, 'account')])];
  return [...keys.map((key) => ({ key, rest: false })), { key: restKey(call), rest: true }];
}
