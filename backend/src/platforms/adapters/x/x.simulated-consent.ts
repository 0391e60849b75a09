/** Consent at the fake network, as X's documentation and developers' reports describe it (read 2026-08). */
import type { Response } from 'express';
import type { ConsentRules, Refusal } from '../../simulation/authorization/consent-rules.js';
import { isUsername } from './x.urls.js';

const LONGEST_STATE = 500;
const HALF_A_YEAR = 182 * 86_400;

const invalid = (what: string): readonly [number, string, string] => [
  400,
  'invalid_request',
  `Value passed for the ${what}`,
];

const REFUSALS: Readonly<Record<Refusal, readonly [status: number, error: string, description: string]>> = {
  'client-missing': [401, 'unauthorized_client', 'Missing valid authorization header'],
  client: [401, 'invalid_client', 'Invalid client credentials.'],
  code: invalid('authorization code was invalid.'),
  redirect: invalid('redirect uri did not match the uri of the authorization code.'),
  verifier: invalid('code verifier did not match the code challenge.'),
  refresh: invalid('token was invalid.'),
  'grant-type': [400, 'unsupported_grant_type', 'The grant type is not supported.'],
};

export const xConsentRules: ConsentRules = {
  platform: 'x',
  name: 'X',
  paths: { authorize: '/i/oauth2/authorize', token: '/2/oauth2/token', revoke: '/2/oauth2/revoke' },
  clientIdName: 'client_id',
  clientAuth: 'basic',
  scopes: {
    'users.read': 'See your account, and any account you can see',
    'tweet.read': 'See your posts, protected ones included, and posts you can see',
    'offline.access': 'Stay connected to your account until you take the access back',
    'users.email': 'See your e-mail address',
    'follows.read': 'See who follows you and whom you follow',
    'like.read': 'See posts that you liked',
  },
  scopeSeparator: ' ',
  fixedScopes: 'all',
  pkce: 'required',
  codeSeconds: 30,
  accessSeconds: 7_200,
  refresh: { kind: 'rotating', seconds: HALF_A_YEAR, given: (_asked, scopes) => scopes.includes('offline.access') },
  looks: { code: 'YWM6', access: 'YXQ6', refresh: 'cnQ6' },
  check: (asked) =>
    (asked.get('state') ?? '').length > 0 && (asked.get('state') ?? '').length <= LONGEST_STATE
      ? null
      : `The state has to have 1 to ${LONGEST_STATE} characters.`,
  switchesAccount: () => false,
  denied: { error: 'access_denied' },
  account: (handle) => (isUsername(handle) ? handle.toLowerCase() : null),
  answer: ({ accessToken, refreshToken, expiresIn, scopes }) => ({
    token_type: 'bearer',
    expires_in: expiresIn,
    access_token: accessToken,
    scope: scopes.join(' '),
    ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
  }),
  refuse: (refusal, response: Response) => {
    const [status, error, error_description] = REFUSALS[refusal];
    response.status(status).json({ error, error_description });
  },
  revoked: (response) => void response.json({ revoked: true }),
};
