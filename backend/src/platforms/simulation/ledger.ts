/** What a simulator was asked, for tests and curious people: `GET /__ledger` reads it, `DELETE /__ledger` empties it. */
import { Router } from 'express';

export interface LedgerEntry {
  readonly at: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly status: number;
}

const KEPT = 1_000;

/** Notes every request that passes through, without its headers, and serves what it noted. */
export function ledger(now: () => Date): Router {
  const entries: LedgerEntry[] = [];
  const router = Router();
  router.get('/__ledger', (_request, response) => void response.json({ items: entries }));
  router.delete('/__ledger', (_request, response) => {
    entries.length = 0;
    response.status(204).end();
  });
  router.use((request, response, next) => {
    const entry = { at: now().toISOString(), path: request.path, query: { ...request.query } };
    response.on('finish', () => {
      if (entries.push({ ...entry, status: response.statusCode }) > KEPT) entries.shift();
    });
    next();
  });
  return router;
}
