/** How consent works here, as data (OAuth guide and OpenID Connect product, read 2026-08). */
import type { OAuthFacts } from '../../contract/descriptor.js';
import { LINKEDIN_SCOPES } from './linkedin.scopes.js';

export const LINKEDIN_CLIENT_ID = 'LINKEDIN_CLIENT_ID';
export const LINKEDIN_CLIENT_SECRET = 'LINKEDIN_CLIENT_SECRET';

export const linkedinOAuth: OAuthFacts = {
  authorize: { origin: 'login', path: '/oauth/v2/authorization' },
  token: { origin: 'login', path: '/oauth/v2/accessToken' },
  revoke: { origin: 'login', path: '/oauth/v2/revoke', ends: 'token' },
  clientAuth: 'body',
  clientIdKey: LINKEDIN_CLIENT_ID,
  clientSecretKey: LINKEDIN_CLIENT_SECRET,
  pkce: 'none',
  scopes: LINKEDIN_SCOPES,
  scopesKey: 'LINKEDIN_SCOPES',
  scopeSeparator: ' ',
  parameters: {},
  /** There is no parameter for it: whoever wants another account signs out there first. */
  switchAccount: {},
  declined: ['access_denied', 'user_cancelled_login', 'user_cancelled_authorize'],
  /** `sub` is another one in each app, and no name comes with it. */
  evidence: () => 'none',
  tokens: { refresh: 'lasting', marginSeconds: 3_600, assumedSeconds: 3_600 },
  removal: {
    where: 'Settings & Privacy → Data privacy → Permitted services',
    url: 'https://www.linkedin.com/psettings/permitted-services',
  },
};
