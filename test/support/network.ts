/** The fake networks behind a real socket, with a clock of their own that a test can set forward or hold. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { simulatorsRouter } from '../../backend/src/platforms/simulators.js';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly status: number;
  /** What it meant to the platform's authorization server. */
  readonly oauth?: { readonly event: string; readonly handle: string | null; readonly outcome: string };
}

export interface Network {
  /** Under which each platform's simulator stands. */
  readonly url: string;
  /** From now on it is always this moment there. */
  hold(): void;
  advance(seconds: number): void;
  /** Whoever asks from now on waits. */
  pause(): void;
  /** The same as soon as such a path is asked for the n-th time from now. */
  pauseAt(path: string, nth: number): void;
  /** How many are waiting. */
  readonly waiting: number;
  /** Everybody who waits is answered. */
  resume(): void;
  /** What a platform's simulator was asked since the last time. */
  asked(platform: string): Promise<Asked[]>;
  /** What tests may do to a platform's consents: `tokens('x', 'POST', '/expire')`; see the simulator's `/__tokens`. */
  tokens(platform: string, method: string, path?: string, body?: object): Promise<unknown>;
  stop(): Promise<void>;
}

class Gate {
  private queue: (() => void)[] | null = null;
  private until: { readonly path: string; left: number } | null = null;

  get waiting(): number {
    return this.queue?.length ?? 0;
  }

  pass(path: string, go: () => void): void {
    if (this.until && path.endsWith(this.until.path) && (this.until.left -= 1) === 0) this.shut();
    if (this.queue) this.queue.push(go);
    else go();
  }

  shut(): void {
    this.queue ??= [];
  }

  shutAt(path: string, nth: number): void {
    this.until = { path, left: nth };
  }

  open(): void {
    const waiting = this.queue ?? [];
    this.queue = null;
    this.until = null;
    for (const go of waiting) go();
  }
}

/** `slowMs`: how long a call to a slow account takes. `tokenSeconds`: how long access tokens live. */
export async function startNetwork(slowMs?: number, tokenSeconds?: number): Promise<Network> {
  let ahead = 0;
  let held: number | null = null;
  const now = () => new Date((held ?? Date.now()) + ahead);
  const gate = new Gate();
  const app = express();
  const server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/sim`;
  app.use('/sim', ({ path }, _response, next) => gate.pass(path, next));
  app.use(
    '/sim',
    simulatorsRouter({
      now,
      baseUrl: url,
      ...(slowMs === undefined ? {} : { slowMs }),
      tokenSeconds: tokenSeconds ?? 0,
    }),
  );
  return {
    url,
    hold: () => (held = Date.now()),
    pause: () => gate.shut(),
    pauseAt: (path, nth) => gate.shutAt(path, nth),
    get waiting() {
      return gate.waiting;
    },
    resume: () => gate.open(),
    advance: (seconds) => (ahead += seconds * 1_000),
    asked: async (platform) => {
      const ledger = `${url}/${platform}/__ledger`;
      const { items } = (await (await fetch(ledger)).json()) as { items: Asked[] };
      await fetch(ledger, { method: 'DELETE' });
      return items;
    },
    tokens: async (platform, method, path = '', body) => {
      const answer = await fetch(`${url}/${platform}/__tokens${path}`, {
        method,
        ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
      });
      if (!answer.ok) throw new Error(`${method} ${path} of ${platform}: ${String(answer.status)}`);
      return answer.status === 204 ? null : answer.json();
    },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
