/** The fake network's consent: what it asks for, and how its token endpoint speaks. */
import type { ConsentRules, Refusal } from '../../simulation/authorization/consent-rules.js';

const CODE =
  'Unable to retrieve access token: appid/redirect uri/code verifier does not match authorization code. Or authorization code expired. Or external member binding exists';

const REFUSALS: Readonly<Record<Refusal, readonly [status: number, error: string, description: string]>> = {
  'client-missing': [400, 'invalid_request', 'A required parameter "client_id" is missing'],
  client: [401, 'invalid_client', 'Client authentication failed'],
  code: [401, 'invalid_request', 'Unable to retrieve access token: authorization code not found'],
  redirect: [400, 'invalid_redirect_uri', CODE],
  verifier: [400, 'invalid_request', CODE],
  refresh: [
    400,
    'invalid_request',
    'The provided authorization grant or refresh token is invalid, expired or revoked.',
  ],
  'grant-type': [400, 'unsupported_grant_type', 'The grant type is not supported'],
};

const ANALYTICS = 'r_member_profileAnalytics';

export const linkedinConsent = (account: ConsentRules['account']): ConsentRules => ({
  platform: 'linkedin',
  name: 'LinkedIn',
  paths: {
    authorize: '/oauth/v2/authorization',
    token: '/oauth/v2/accessToken',
    revoke: '/oauth/v2/revoke',
  },
  clientIdName: 'client_id',
  clientAuth: 'body',
  scopes: {
    openid: 'Who you are',
    profile: 'Your name and photo',
    email: 'Your e-mail address',
    [ANALYTICS]: 'How many follow you',
  },
  scopeSeparator: ' ',
  fixedScopes: 'all',
  pkce: 'none',
  codeSeconds: 1_800,
  accessSeconds: 5_184_000,
  /** Only approved apps get refresh tokens; whoever was approved for this scope counts as one. */
  refresh: { kind: 'lasting', seconds: 31_536_000, given: (_asked, scopes) => scopes.includes(ANALYTICS) },
  looks: { code: 'AQT', access: 'AQX', refresh: 'AQW' },
  switchesAccount: () => false,
  denied: {
    error: 'user_cancelled_authorize',
    error_description: 'The user cancelled the authorization',
  },
  account,
  answer: ({ accessToken, refreshToken, expiresIn, refreshExpiresIn, scopes }) => ({
    access_token: accessToken,
    expires_in: expiresIn,
    ...(refreshToken === null ? {} : { refresh_token: refreshToken, refresh_token_expires_in: refreshExpiresIn }),
    scope: [...scopes].sort().join(','),
    token_type: 'Bearer',
  }),
  refuse: (refusal, response) => {
    const [status, error, description] = REFUSALS[refusal];
    response.status(status).json({ error, error_description: description });
  },
});
