/** How consent works with Google (web-server guide and OAuth overview, read 2026-06). */
import type { OAuthFacts } from '../../contract/descriptor.js';

export const YOUTUBE_CLIENT_ID = 'YOUTUBE_CLIENT_ID';
export const YOUTUBE_CLIENT_SECRET = 'YOUTUBE_CLIENT_SECRET';

const READ_SCOPE = 'https://www.googleapis.com/auth/youtube.readonly';
export const ANALYTICS_SCOPE = 'https://www.googleapis.com/auth/yt-analytics.readonly';

export const youtubeOAuth: OAuthFacts = {
  authorize: { origin: 'login', path: '/o/oauth2/v2/auth' },
  token: { origin: 'token', path: '/token' },
  revoke: { origin: 'token', path: '/revoke', ends: 'grant' },
  clientAuth: 'body',
  clientIdKey: YOUTUBE_CLIENT_ID,
  clientSecretKey: YOUTUBE_CLIENT_SECRET,
  pkce: 'S256',
  scopes: [
    { name: READ_SCOPE, required: true, reads: ['profile', 'followers', 'posts', 'post-metrics'] },
    { name: ANALYTICS_SCOPE, required: false, reads: ['insights'] },
  ],
  scopeSeparator: ' ',
  // A refresh token is given with `offline`, and to somebody who agreed before only where they are asked again.
  parameters: { access_type: 'offline', prompt: 'consent', include_granted_scopes: 'true' },
  switchAccount: { prompt: 'consent select_account' },
  declined: ['access_denied'],
  issuer: 'https://accounts.google.com',
  evidence: () => 'stable-id',
  tokens: { refresh: 'lasting', marginSeconds: 300, assumedSeconds: 1_800 },
  removal: {
    where: 'Google Account › Security › Third-party apps and services',
    url: 'https://myaccount.google.com/connections',
  },
};
