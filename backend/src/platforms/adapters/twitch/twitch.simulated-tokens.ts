/** The fake token endpoint: an app proves itself with its id and secret, and gets a token that ends by itself. */
import { randomBytes } from 'node:crypto';
import { Router, urlencoded, type Request, type Response } from 'express';
import type { SimulatorOptions } from '../../contract/simulator.js';
import { formOf, plainText } from '../../simulation/authorization/consent-rules.js';
import { bearerToken } from '../../simulation/authorization/authorization-server.js';

/** Some 58 days, as the real ones. */
const LIFE_SECONDS = 5_011_271;

export function fail(response: Response, status: number, message: string, error?: string): void {
  response.status(status).json({ ...(error === undefined ? {} : { error }), status, message });
}

export class SimulatedTokens {
  private readonly issued = new Map<string, { readonly clientId: string; readonly until: number }>();

  constructor(private readonly options: Pick<SimulatorOptions, 'now' | 'tokenSeconds'>) {}

  router(): Router {
    const router = Router();
    router.post('/oauth2/token', urlencoded({ extended: false, limit: '32kb' }), (request, response) =>
      this.issue(request, response),
    );
    // As if the app's owner had taken all of them back.
    router.delete('/__tokens', (_request, response) => {
      this.issued.clear();
      response.status(204).end();
    });
    return router;
  }

  /** Whether the request may be answered; otherwise it has been refused. */
  admits(request: Request, response: Response): boolean {
    const problem = this.problemOf(request);
    if (problem !== null) fail(response, 401, problem, 'Unauthorized');
    return problem === null;
  }

  private problemOf(request: Request): string | null {
    const [token, clientId] = [bearerToken(request), request.get('client-id')];
    if (token === null) return 'OAuth token is missing';
    if (!clientId) return 'Missing Client ID or OAuth token';
    const issued = this.issued.get(token);
    if (!issued || issued.until <= this.options.now().getTime()) return 'Invalid OAuth token';
    return issued.clientId === clientId ? null : 'Client ID and OAuth token do not match';
  }

  private issue(request: Request, response: Response): void {
    const form = formOf(request);
    const [id, secret] = [plainText(form['client_id']), plainText(form['client_secret'])];
    if (id === null) return fail(response, 400, 'missing client id');
    if (secret === null) return fail(response, 400, 'missing client secret');
    if (form['grant_type'] !== 'client_credentials') return fail(response, 400, 'unsupported grant type');
    if (id.startsWith('invalid')) return fail(response, 400, 'invalid client');
    if (secret.startsWith('invalid')) return fail(response, 403, 'invalid client secret');
    const token = randomBytes(15).toString('hex');
    const seconds = this.options.tokenSeconds || LIFE_SECONDS;
    this.issued.set(token, { clientId: id, until: this.options.now().getTime() + seconds * 1_000 });
    response.json({ access_token: token, expires_in: seconds, token_type: 'bearer' });
  }
}
