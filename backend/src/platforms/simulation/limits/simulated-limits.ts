/**
 * Limits that a platform holds its callers to, in its own way; none unless they are set.
 *
 * `PUT /__limits {"<class>": {"calls": 300, "windowSeconds": 900}}` sets them, and forgets what was counted · `GET /__limits` tells
 * how many calls were counted, and how many were too many · `DELETE /__limits` lifts them.
 */
import { createHash } from 'node:crypto';
import { json, Router, type Request, type Response } from 'express';
import { windowOf, type CallWindow, type Limit, type Standing, type WindowKind } from './windows.js';

/** Which limit a request draws on, and whose that is: an app's token, an account, an address. */
export interface Draw {
  readonly endpointClass: string;
  readonly holder: string;
  readonly units?: number;
}

export type Told = Standing & Draw & { readonly now: Date };

export interface LimitDialect {
  readonly window: WindowKind;
  /** When a window that begins now ends, where that is at an hour of the platform's own. */
  endOf?(now: Date): Date;
  /** Null for what is not counted. */
  draw(request: Request): Draw | null;
  /** What every answer says of the limit; many say nothing. */
  tell?(response: Response, told: Told): void;
  refuse(response: Response, told: Told): void;
}

interface Count {
  readonly window: CallWindow;
  calls: number;
  over: number;
}

const isLimit = (value: unknown): value is Limit => {
  const { calls, windowSeconds } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return [calls, windowSeconds].every((number) => typeof number === 'number' && number > 0);
};

/** No token lies about here. */
const shortened = (holder: string): string => createHash('sha256').update(holder).digest('hex').slice(0, 12);

class SimulatedLimits {
  private limits: ReadonlyMap<string, Limit> = new Map();
  private readonly counts = new Map<string, Count>();

  constructor(
    private readonly dialect: LimitDialect,
    private readonly now: () => Date,
  ) {}

  set(limits: Readonly<Record<string, Limit>>): void {
    this.limits = new Map(Object.entries(limits));
    this.counts.clear();
  }

  get report(): Record<string, unknown> {
    const items = [...this.counts].map(([key, { calls, over }]) => {
      const [endpointClass = '', holder = ''] = key.split('|');
      return { endpointClass, holder, calls, over };
    });
    const sum = (of: (item: (typeof items)[number]) => number) => items.reduce((total, item) => total + of(item), 0);
    const { calls, over } = { calls: sum((item) => item.calls), over: sum((item) => item.over) };
    return { limits: Object.fromEntries(this.limits), calls, over, items };
  }

  /** False where the call was one too many, and has been refused. */
  admit(request: Request, response: Response): boolean {
    const draw = this.limits.size === 0 ? null : this.dialect.draw(request);
    const limit = draw && this.limits.get(draw.endpointClass);
    if (!draw || !limit) return true;
    const now = this.now();
    const count = this.countOf(draw, limit);
    const admitted = count.window.take(draw.units ?? 1, now);
    count.calls += 1;
    if (!admitted) count.over += 1;
    const told = { ...draw, ...count.window.standing(now), now };
    this.dialect.tell?.(response, told);
    if (!admitted) this.dialect.refuse(response, told);
    return admitted;
  }

  private countOf({ endpointClass, holder }: Draw, limit: Limit): Count {
    const key = `${endpointClass}|${shortened(holder)}`;
    const { window, endOf } = this.dialect;
    const count = this.counts.get(key) ?? { window: windowOf(window, limit, endOf), calls: 0, over: 0 };
    this.counts.set(key, count);
    return count;
  }
}

/** Stands before everything that answers for the platform. */
export function simulatedLimits(dialect: LimitDialect, now: () => Date): Router {
  const held = new SimulatedLimits(dialect, now);
  const router = Router();
  router.get('/__limits', (_request, response) => void response.json(held.report));
  router.put('/__limits', json(), (request, response) => {
    const wanted = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    if (!Object.values(wanted).every(isLimit))
      return void response
        .status(400)
        .json({ message: 'Send {"<class>": {"calls": 300, "windowSeconds": 900}} as JSON.' });
    held.set(wanted as Readonly<Record<string, Limit>>);
    response.status(204).end();
  });
  router.delete('/__limits', (_request, response) => {
    held.set({});
    response.status(204).end();
  });
  router.use((request, response, next) => {
    if (request.path.startsWith('/__') || held.admit(request, response)) next();
  });
  return router;
}
