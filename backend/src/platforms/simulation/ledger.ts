/** What a simulator was asked, for tests and curious people: `GET /__ledger` reads it, `DELETE /__ledger` empties it. */
import { Router, type Request } from 'express';
import { noteOf, type OAuthNote } from './authorization/oauth-notes.js';

export interface LedgerEntry {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly status: number;
  /** What it meant to the authorization server, where it went there. */
  readonly oauth?: OAuthNote;
}

const KEPT = 1_000;

/** Stands for what must not lie about, even here. */
export const HIDDEN = '[hidden]';
const SECRETS = new Set([
  ...['state', 'code', 'code_challenge', 'code_verifier', 'client_secret', 'appsecret_proof'],
  ...['token', 'access_token', 'refresh_token', 'id_token', 'input_token'],
]);

const shown = (query: Request['query']): Record<string, unknown> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, SECRETS.has(name) ? HIDDEN : value]));

/** Notes every request that passes through, without its headers and body, and serves what it noted. */
export function ledger(now: () => Date): Router {
  const entries: LedgerEntry[] = [];
  const router = Router();
  router.get('/__ledger', (_request, response) => void response.json({ items: entries }));
  router.delete('/__ledger', (_request, response) => {
    entries.length = 0;
    response.status(204).end();
  });
  router.use((request, response, next) => {
    if (request.path.startsWith('/__')) return next();
    const { method, path, query } = request;
    const entry = { at: now().toISOString(), method, path, query: shown(query) };
    let noted = false;
    const note = () => {
      if (noted) return;
      noted = true;
      const oauth = noteOf(response);
      if (entries.push({ ...entry, status: response.statusCode, ...(oauth ? { oauth } : {}) }) > KEPT) entries.shift();
    };
    // A connection that breaks before the answer is complete never finishes.
    response.on('finish', note).on('close', note);
    next();
  });
  return router;
}
