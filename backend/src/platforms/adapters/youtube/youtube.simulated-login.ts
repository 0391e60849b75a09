/** Google's sign-in as the fake network plays it, and who comes through its door: an app with its key, or a talent's token. */
import type { Request, Response } from 'express';
import type { SimulatorOptions } from '../../contract/simulator.js';
import { AuthorizationServer, bearerToken } from '../../simulation/authorization/authorization-server.js';
import {
  plainText,
  type ConsentRules,
  type Issued,
  type Refusal,
} from '../../simulation/authorization/consent-rules.js';
import { noteOf } from '../../simulation/authorization/oauth-notes.js';
import { errorInfo, fail } from './youtube.simulated-errors.js';
import type { SimulatedYoutube } from './youtube.simulated-wire.js';

const READ = 'https://www.googleapis.com/auth/youtube.readonly';
export const ANALYTICS = 'https://www.googleapis.com/auth/yt-analytics.readonly';

const REFUSALS: Readonly<Record<Refusal, readonly [status: number, error: string, description: string]>> = {
  'client-missing': [400, 'invalid_request', 'Could not determine client ID from request.'],
  client: [401, 'invalid_client', 'The OAuth client was not found.'],
  code: [400, 'invalid_grant', 'Malformed auth code.'],
  redirect: [400, 'redirect_uri_mismatch', 'Bad Request'],
  verifier: [400, 'invalid_grant', 'Invalid code verifier.'],
  refresh: [400, 'invalid_grant', 'Token has been expired or revoked.'],
  'grant-type': [400, 'unsupported_grant_type', 'Invalid grant_type.'],
};

function refuse(response: Response, [status, error, description]: (typeof REFUSALS)[Refusal]): void {
  response.status(status).json({ error, error_description: description });
}

const promptOf = (asked: URLSearchParams): string[] => (asked.get('prompt') ?? '').split(' ');

/** The refresh token comes with the first answer alone. */
function answerOf({ event, accessToken, refreshToken, expiresIn, scopes }: Issued): unknown {
  const first = event === 'exchange' && refreshToken !== null;
  return {
    access_token: accessToken,
    expires_in: expiresIn,
    ...(first ? { refresh_token: refreshToken } : {}),
    scope: scopes.join(' '),
    token_type: 'Bearer',
  };
}

const rulesOf = (network: SimulatedYoutube): ConsentRules => ({
  platform: 'youtube',
  name: 'Google',
  paths: { authorize: '/o/oauth2/v2/auth', token: '/token', revoke: '/revoke' },
  revokes: 'grant',
  clientIdName: 'client_id',
  clientAuth: 'body',
  scopes: { [READ]: 'View your YouTube account', [ANALYTICS]: 'View YouTube Analytics reports for your content' },
  scopeSeparator: ' ',
  fixedScopes: [],
  pkce: 'optional',
  codeSeconds: 600,
  accessSeconds: 3_599,
  // Somebody who agreed before gets none unless they are asked again; the first time is not told apart here.
  refresh: {
    kind: 'lasting',
    seconds: null,
    given: (asked) => asked.get('access_type') === 'offline' && promptOf(asked).includes('consent'),
  },
  looks: { code: '4/0A', access: 'ya29.a0', refresh: '1//0g' },
  switchesAccount: (asked) => promptOf(asked).includes('select_account'),
  approved: (scopes) => ({
    iss: 'https://accounts.google.com',
    scope: scopes.join(' '),
    authuser: '0',
    prompt: 'consent',
  }),
  denied: { error: 'access_denied' },
  account: (handle) => network.holderOf(handle),
  answer: answerOf,
  refuse: (refusal, response) => refuse(response, REFUSALS[refusal]),
  revoked: (response) => {
    if (noteOf(response)?.outcome === 'ok') response.json({});
    else refuse(response, [400, 'invalid_token', 'Token expired or revoked']);
  },
});

/** Who asks: the owner of this account by their token, or (null) an app for what is public. */
export interface Visitor {
  readonly owner: string | null;
}

export class SimulatedGoogle {
  readonly server: AuthorizationServer;

  constructor(network: SimulatedYoutube, options: SimulatorOptions) {
    this.server = new AuthorizationServer(rulesOf(network), options);
  }

  /** To the Data API, with a token or a key. Answers, and gives null, where nobody is let in. */
  enter(request: Request, response: Response): Visitor | null {
    if (bearerToken(request) !== null) return this.enterAsOwner(request, response, READ);
    return hasKey(request, response) ? { owner: null } : null;
  }

  enterAsOwner(request: Request, response: Response, scope: string): { readonly owner: string } | null {
    const held = this.server.bearer(request);
    if (!held.ok) refuseToken(response);
    else if (!held.scopes.includes(scope)) refuseScope(response);
    else return { owner: held.name };
    return null;
  }
}

function refuseToken(response: Response): void {
  const message = 'Request had invalid authentication credentials. Expected OAuth 2 access token.';
  fail(response, { status: 401, message, reason: 'authError', domain: 'global', word: 'UNAUTHENTICATED' });
}

function refuseScope(response: Response): void {
  const message = 'Request had insufficient authentication scopes.';
  const details = [errorInfo('ACCESS_TOKEN_SCOPE_INSUFFICIENT')];
  const problem = { status: 403, reason: 'insufficientPermissions', domain: 'global', word: 'PERMISSION_DENIED' };
  fail(response, { ...problem, message, details });
}

/** Without a key nothing is answered, as on the real network. */
function hasKey(request: Request, response: Response): boolean {
  const key = request.get('x-goog-api-key') ?? plainText(request.query['key']);
  if (key === null || key === '') {
    const message = "Method doesn't allow unregistered callers (callers without established identity).";
    fail(response, { status: 403, message, reason: 'forbidden', domain: 'global' });
    return false;
  }
  if (key !== 'invalid') return true;
  const message = 'API key not valid. Please pass a valid API key.';
  const details = [errorInfo('API_KEY_INVALID')];
  fail(response, { status: 400, message, reason: 'badRequest', domain: 'global', details });
  return false;
}
