/**
 * Rests a platform that is down, each of its endpoint classes for itself, in this process. The library counts the samples
 * and draws the pauses; its own switch goes by the wall clock, so the switch here goes by the Clock, like all that is told
 * to be due again.
 */
import { CircuitState, CountBreaker, ExponentialBackoff, halfJitterGenerator, type IBackoff } from 'cockatiel';
import type { Clock } from '../core/clock.js';
import { CircuitBreaker, type CallDescription } from './budget.js';
import { isOutage } from './contract/outage.js';
import { PlatformError } from './contract/platform-error.js';

export type BreakerStanding = 'closed' | 'open' | 'half-open';

/** Opens when more than so many of the last calls failed; three retries get by with less. */
const SAMPLES = { size: 20, minimumNumberOfCalls: 10, threshold: 0.6 } as const;
const PAUSES = new ExponentialBackoff({
  initialDelay: 10_000,
  maxDelay: 300_000,
  exponent: 2,
  generator: halfJitterGenerator,
});
/** Samples from before a silence of so long say nothing of now. */
const STALE_MS = 120_000;
/** A probe that nobody tells the end of is given up. */
const PROBE_MS = 60_000;
/** Who comes while a probe is under way looks again after so long. */
const PROBE_RETRY_MS = 5_000;

interface Circuit {
  readonly key: string;
  samples: CountBreaker;
  sampledAt: number;
  /** Null while closed. */
  pause: { readonly backoff: IBackoff<unknown>; readonly until: number } | null;
  /** Since when a probe is under way. */
  probingSince: number | null;
}

/** How a call told on the platform: `unknown` for what was never sent, or ended before an answer could come. */
type Verdict = 'well' | 'down' | 'unknown';

function verdictOf(outcome: PlatformError | 'ok'): Verdict {
  if (outcome === 'ok') return 'well';
  if (outcome.held !== undefined || outcome.code === 'WORKER_LOST') return 'unknown';
  return isOutage(outcome) ? 'down' : 'well';
}

export const circuitKey = ({ platform, endpointClass }: Pick<CallDescription, 'platform' | 'endpointClass'>): string =>
  `${platform}|${endpointClass}`;

export class SamplingCircuitBreaker extends CircuitBreaker {
  private readonly circuits = new Map<string, Circuit>();

  /** `told`: each time one opens, with its end, or closes again. */
  constructor(
    private readonly clock: Clock,
    private readonly told: (key: string, until: number | null) => void = () => undefined,
  ) {
    super();
  }

  override before(call: CallDescription): Promise<void> {
    const circuit = this.circuits.get(circuitKey(call));
    const now = this.clock.now().getTime();
    if (!circuit?.pause) return Promise.resolve();
    const probing = circuit.probingSince !== null && now - circuit.probingSince < PROBE_MS;
    if (now >= circuit.pause.until && !probing) {
      circuit.probingSince = now;
      return Promise.resolve();
    }
    const retryAt = new Date(Math.max(circuit.pause.until, now + PROBE_RETRY_MS));
    const note = 'held back: the platform is down';
    return Promise.reject(new PlatformError('PLATFORM_UNAVAILABLE', { retryAt, held: 'outage', note }));
  }

  override after(call: CallDescription, outcome: PlatformError | 'ok'): Promise<void> {
    const verdict = verdictOf(outcome);
    const circuit = this.circuitOf(circuitKey(call));
    if (circuit.pause) this.settle(circuit, circuit.pause.backoff, verdict);
    else this.sample(circuit, verdict);
    return Promise.resolve();
  }

  override standing(call: Pick<CallDescription, 'platform' | 'endpointClass'>): BreakerStanding {
    const pause = this.circuits.get(circuitKey(call))?.pause;
    if (!pause) return 'closed';
    return this.clock.now().getTime() < pause.until ? 'open' : 'half-open';
  }

  private circuitOf(key: string): Circuit {
    const known = this.circuits.get(key);
    if (known) return known;
    const circuit = { key, samples: new CountBreaker(SAMPLES), sampledAt: 0, pause: null, probingSince: null };
    this.circuits.set(key, circuit);
    return circuit;
  }

  private sample(circuit: Circuit, verdict: Verdict): void {
    if (verdict === 'unknown') return;
    const now = this.clock.now().getTime();
    if (now - circuit.sampledAt > STALE_MS) circuit.samples = new CountBreaker(SAMPLES);
    circuit.sampledAt = now;
    if (verdict === 'well') circuit.samples.success(CircuitState.Closed);
    else if (circuit.samples.failure(CircuitState.Closed)) this.open(circuit, PAUSES.next());
  }

  /** What was sent before the circuit opened tells nothing new, unless it went well. */
  private settle(circuit: Circuit, backoff: IBackoff<unknown>, verdict: Verdict): void {
    const wasProbe = circuit.probingSince !== null;
    circuit.probingSince = null;
    if (verdict === 'well') {
      circuit.pause = null;
      this.told(circuit.key, null);
      circuit.samples = new CountBreaker(SAMPLES);
    } else if (verdict === 'down' && wasProbe) this.open(circuit, backoff.next(undefined));
  }

  private open(circuit: Circuit, backoff: IBackoff<unknown>): void {
    const until = this.clock.now().getTime() + Math.ceil(backoff.duration);
    circuit.pause = { backoff, until };
    this.told(circuit.key, until);
  }
}
