/** How consent works at X (OAuth 2.0 authorization code flow with PKCE, read 2026-08). */
import type { OAuthFacts } from '../../contract/descriptor.js';

export const X_CLIENT_ID = 'X_CLIENT_ID';
export const X_CLIENT_SECRET = 'X_CLIENT_SECRET';

export const xOAuth: OAuthFacts = {
  authorize: { origin: 'login', path: '/i/oauth2/authorize' },
  token: { origin: 'api', path: '/2/oauth2/token' },
  revoke: { origin: 'api', path: '/2/oauth2/revoke', ends: 'token' },
  clientAuth: 'basic',
  clientIdKey: X_CLIENT_ID,
  clientSecretKey: X_CLIENT_SECRET,
  pkce: 'S256',
  scopes: [
    // Even the account itself is told only with both.
    { name: 'users.read', required: true, reads: ['profile', 'followers'] },
    { name: 'tweet.read', required: true, reads: ['posts', 'post-metrics'] },
    { name: 'offline.access', required: false, reads: ['offline'] },
  ],
  scopeSeparator: ' ',
  parameters: {},
  // X has no parameter for it: whoever is signed in there decides, and changes accounts there.
  switchAccount: {},
  declined: ['access_denied'],
  evidence: () => 'stable-id',
  // Of two hours. Refreshing early only rotates more often.
  tokens: { refresh: 'rotating', marginSeconds: 600, assumedSeconds: 1_800 },
  removal: { where: 'X › Settings › Apps and sessions › Connected apps', url: 'https://x.com/settings/connected_apps' },
};
