/** How consent works with Instagram Login (business-login guide of 2026-03-13, authorize and token references). */
import type { OAuthFacts } from '../../contract/descriptor.js';
import { BASIC_SCOPE, INSIGHTS_SCOPE } from './instagram.own-reader.js';

export const INSTAGRAM_CLIENT_ID = 'INSTAGRAM_CLIENT_ID';
export const INSTAGRAM_CLIENT_SECRET = 'INSTAGRAM_CLIENT_SECRET';

const DAY_SECONDS = 86_400;

export const instagramOAuth: OAuthFacts = {
  authorize: { origin: 'login', path: '/oauth/authorize' },
  token: { origin: 'token', path: '/oauth/access_token' },
  clientAuth: 'body',
  clientIdKey: INSTAGRAM_CLIENT_ID,
  clientSecretKey: INSTAGRAM_CLIENT_SECRET,
  pkce: 'none',
  scopes: [
    { name: BASIC_SCOPE, required: true, reads: ['profile', 'followers', 'posts', 'post-metrics'] },
    { name: INSIGHTS_SCOPE, required: false, reads: ['insights'] },
  ],
  scopeSeparator: ',',
  parameters: {},
  switchAccount: { force_reauth: 'true' },
  declined: ['access_denied'],
  evidence: () => 'stable-id',
  tokens: {
    refresh: 'itself',
    // Half of its sixty days: whatever is wrong then can be noticed and mended for another month.
    marginSeconds: 30 * DAY_SECONDS,
    youngestSeconds: DAY_SECONDS,
    assumedSeconds: 3_600,
  },
  removal: {
    where: 'Instagram › Settings › Website permissions › Apps and websites',
    url: 'https://www.instagram.com/accounts/manage_access/',
  },
};
