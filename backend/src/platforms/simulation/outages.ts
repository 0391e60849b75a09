/**
 * A whole platform that fails, told beforehand: `PUT /__faults {"share": 0.4, "kind": "error", "seed": "a"}`. Which calls fail
 * follows from the seed and their number · `GET /__faults` tells how many did · `DELETE /__faults` ends it.
 */
import { json, Router, type Request, type Response } from 'express';
import type { FaultDialect } from './fault-answers.js';
import { chance } from './dice.js';

/**
 * `error`: 500 · `unavailable`: 503 · `timeout`: no answer · `drip`: one that never ends · `garbage`: half of one · `reset`: the
 * connection breaks · `limit`: the platform's limit, told as `told` says.
 */
const KINDS = ['error', 'unavailable', 'timeout', 'drip', 'garbage', 'reset', 'limit'] as const;
type Kind = (typeof KINDS)[number];

/** How long to wait: in seconds, as a date, not at all, as nonsense, or within an answer that looks well. */
const TELLINGS = ['seconds', 'date', 'absent', 'absurd', 'inside'] as const;
type Telling = (typeof TELLINGS)[number];

interface Order {
  readonly share: number;
  readonly kind: Kind;
  readonly seed: string;
  readonly told: Telling;
}

const WAIT_SECONDS = 45;
const DRIP_MS = 200;
const ABSURD = ['-5', '99999999999999', 'soon', 'Thu, 01 Jan 1970 00:00:00 GMT', '1e9', ''];

function orderOf(body: unknown): Order | null {
  const { share = 1, kind, seed = '', told = 'seconds' } = (body ?? {}) as Readonly<Record<string, unknown>>;
  const good = typeof share === 'number' && share >= 0 && share <= 1 && typeof seed === 'string';
  const known = KINDS.find((one) => one === kind);
  const telling = TELLINGS.find((one) => one === told);
  return good && known && telling ? { share, kind: known, seed, told: telling } : null;
}

class Outage {
  private order: Order | null = null;
  private calls = 0;
  private failed = 0;

  constructor(
    private readonly dialect: FaultDialect,
    private readonly now: () => Date,
  ) {}

  begin(order: Order | null): void {
    Object.assign(this, { order, calls: 0, failed: 0 });
  }

  get report(): Record<string, unknown> {
    return { order: this.order, calls: this.calls, failed: this.failed };
  }

  /** True where the call has failed, or never ends. */
  befalls(request: Request, response: Response): boolean {
    const { order } = this;
    if (!order) return false;
    this.calls += 1;
    if (chance(`${order.seed}:${this.calls}`) >= order.share) return false;
    this.failed += 1;
    this.fail(order, request, response);
    return true;
  }

  private fail({ kind, told }: Order, request: Request, response: Response): void {
    if (kind === 'error') this.dialect.failed(response);
    else if (kind === 'unavailable') this.dialect.unavailable(response);
    else if (kind === 'garbage') response.status(200).type('json').send('{"items":[{"id":"half an ans');
    else if (kind === 'reset') request.socket.resetAndDestroy();
    else if (kind === 'drip') drip(response);
    else if (kind === 'limit') this.limit(told, response);
  }

  private limit(told: Telling, response: Response): void {
    const until = new Date(this.now().getTime() + WAIT_SECONDS * 1_000);
    response.locals['now'] = this.now().getTime();
    response.locals['account'] = 'simulated';
    if (told !== 'inside') tellOnly(told, this.failed, until, response);
    else response.status = () => response;
    this.dialect.rateLimited(response, until);
  }
}

/** The platform's own headers are kept off, so that nothing but `told` says how long. */
function tellOnly(told: Exclude<Telling, 'inside'>, time: number, until: Date, response: Response): void {
  const waits = {
    seconds: String(WAIT_SECONDS),
    date: until.toUTCString(),
    absurd: ABSURD[time % ABSURD.length] ?? '',
  };
  if (told !== 'absent') response.setHeader('retry-after', waits[told]);
  response.set = () => response;
}

function drip(response: Response): void {
  response.status(200).type('json');
  const timer = setInterval(() => response.write(' '), DRIP_MS);
  response.on('close', () => clearInterval(timer));
}

/** Stands before everything that answers for the platform. */
export function outages(dialect: FaultDialect, now: () => Date): Router {
  const outage = new Outage(dialect, now);
  const router = Router();
  router.get('/__faults', (_request, response) => void response.json(outage.report));
  router.put('/__faults', json(), (request, response) => {
    const order = orderOf(request.body);
    if (!order) return void response.status(400).json({ kinds: KINDS, told: TELLINGS });
    outage.begin(order);
    response.status(204).end();
  });
  router.delete('/__faults', (_request, response) => {
    outage.begin(null);
    response.status(204).end();
  });
  router.use((request, response, next) => {
    if (request.path.startsWith('/__') || !outage.befalls(request, response)) next();
  });
  return router;
}
