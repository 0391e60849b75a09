/** The fake network's consent: what Login Kit asks for, and how its token endpoint speaks. */
import type { ConsentRules, Refusal } from '../../simulation/authorization/consent-rules.js';

const LOG_ID = '20261122021234SIMULATED';

/** Statuses are not to be relied upon: a wrong redirect is refused with 200 here. */
const REFUSALS: Readonly<Record<Refusal, readonly [status: number, error: string, description: string]>> = {
  'client-missing': [400, 'invalid_request', 'Client key or secret is missing.'],
  client: [401, 'invalid_client', 'Client key or secret is incorrect.'],
  code: [400, 'invalid_grant', 'Authorization code is expired.'],
  redirect: [200, 'invalid_grant', 'Redirect_uri is not matched with the uri when requesting code.'],
  verifier: [400, 'invalid_grant', 'Code verifier or code challenge is invalid.'],
  refresh: [400, 'invalid_grant', 'Refresh token is invalid or expired.'],
  'grant-type': [400, 'unsupported_grant_type', 'The grant type is not supported.'],
};

/** `openIdOf`: how the account is called for this app. */
export const tiktokConsent = (account: ConsentRules['account'], openIdOf: (name: string) => unknown): ConsentRules => ({
  platform: 'tiktok',
  name: 'TikTok',
  paths: { authorize: '/v2/auth/authorize/', token: '/v2/oauth/token/', revoke: '/v2/oauth/revoke/' },
  revokes: 'grant',
  clientIdName: 'client_key',
  clientAuth: 'body',
  scopes: {
    'user.info.basic': 'Your name and picture',
    'user.info.profile': 'Your user name, biography and profile link',
    'user.info.stats': 'How many follow you, whom you follow, how many videos you have',
    'video.list': 'Your public videos and their numbers',
  },
  scopeSeparator: ',',
  fixedScopes: ['user.info.basic'],
  pkce: 'none',
  codeSeconds: 600,
  accessSeconds: 7_200,
  refresh: { kind: 'rotating', seconds: 15_552_000 },
  looks: { code: 'sim*1!4608.va', access: 'act.', refresh: 'rft.' },
  switchesAccount: (asked) => asked.get('disable_auto_auth') === '1',
  approved: (scopes) => ({ scopes: scopes.join(',') }),
  denied: { error: 'access_denied', error_description: 'User denied the authorization request' },
  account,
  answer: ({ accessToken, refreshToken, expiresIn, refreshExpiresIn, scopes, name }) => ({
    access_token: accessToken,
    expires_in: expiresIn,
    open_id: openIdOf(name),
    refresh_expires_in: refreshExpiresIn,
    refresh_token: refreshToken,
    scope: scopes.join(','),
    token_type: 'Bearer',
  }),
  refuse: (refusal, response) => {
    const [status, error, description] = REFUSALS[refusal];
    response.status(status).json({ error, error_description: description, log_id: LOG_ID });
  },
  revoked: (response) => void response.json({}),
});
