/** One platform's simulator behind a real socket, and a fetcher that speaks to it: what adapter specs stand on. */
import express from 'express';
import { Clock } from '../../core/clock.js';
import { HttpClient, type HttpTimeouts } from '../../core/http/http-client.js';
import { listen } from '../../core/http/testing/local-server.js';
import type { PlatformAdapter } from '../contract/adapter.js';
import type { Authorizer } from '../contract/authorizer.js';
import type { FetchContext, Fetcher, ReportedUsage } from '../contract/fetcher.js';
import { PlatformSettings } from '../platform.settings.js';
import type { LedgerEntry } from '../simulation/ledger.js';

export class SettableClock extends Clock {
  constructor(private moment = new Date('2026-11-20T12:00:00Z')) {
    super();
  }

  now(): Date {
    return this.moment;
  }

  advance(milliseconds: number): void {
    this.moment = new Date(this.moment.getTime() + milliseconds);
  }
}

/** Everything simulated, with the simulators at the given address. */
export class SimulatedSettings extends PlatformSettings {
  constructor(
    readonly simulatorUrl: string,
    private readonly values: Readonly<Record<string, string>> = {},
  ) {
    super();
  }

  mode(): 'simulated' {
    return 'simulated';
  }

  value(key: string): string | undefined {
    return this.values[key];
  }
}

export const CANARY = 'canary-secret-value';
/** What these keys hold: they name something, are no secret, and may stand in addresses. */
const NAMES = /_(ID|CLIENT_KEY)$/;
const PUBLIC_ID = '17841400000000000';

/** A context that lets every call pass and notes its endpoint class, and until when others are to wait. */
export function aContext(
  signal: AbortSignal = new AbortController().signal,
): FetchContext & { readonly calls: string[]; readonly reported: ReportedUsage[] } {
  const calls: string[] = [];
  const reported: ReportedUsage[] = [];
  return {
    calls,
    reported,
    credential: { id: 'deployment:test', secret: (key) => (NAMES.test(key) ? PUBLIC_ID : CANARY) },
    consent: null,
    lane: 'interactive',
    signal,
    call: async (endpointClass, send) => {
      calls.push(endpointClass);
      return send();
    },
    report: (_endpointClass, usage) => {
      reported.push(usage);
      return Promise.resolve();
    },
  };
}

export class SimulatedNetwork {
  private constructor(
    readonly adapter: PlatformAdapter,
    readonly clock: SettableClock,
    readonly baseUrl: string,
    readonly fetcher: Fetcher,
    /** Absent where nobody can consent. */
    readonly authorizer: Authorizer | undefined,
    private readonly http: HttpClient,
    private readonly stop: () => Promise<void>,
  ) {}

  static async start(adapter: PlatformAdapter, timeouts: Partial<HttpTimeouts> = {}): Promise<SimulatedNetwork> {
    const clock = new SettableClock();
    const app = express();
    const server = await listen(app);
    const platform = adapter.descriptor.id;
    const baseUrl = `${server.url}/sim/${platform}`;
    app.use(`/sim/${platform}`, adapter.simulator.router({ now: () => clock.now(), baseUrl }));
    const http = new HttpClient({ timeouts });
    const settings = new SimulatedSettings(`${server.url}/sim`);
    const fetcher = await adapter.fetcher.useFactory(http, settings, clock);
    const authorizer = await adapter.authorizer?.useFactory(http, settings, clock);
    return new SimulatedNetwork(adapter, clock, baseUrl, fetcher, authorizer, http, server.close);
  }

  async close(): Promise<void> {
    await this.http.onApplicationShutdown();
    await this.stop();
  }

  /** What the simulator was asked since the last reading. */
  async takeLedger(): Promise<LedgerEntry[]> {
    const answer = await fetch(`${this.baseUrl}/__ledger`);
    const { items } = (await answer.json()) as { items: LedgerEntry[] };
    await fetch(`${this.baseUrl}/__ledger`, { method: 'DELETE' });
    return items;
  }
}
