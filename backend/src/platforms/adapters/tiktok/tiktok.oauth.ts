/** How consent works here, as data (Login Kit for Web, read 2026-11). What is irregular is code in `tiktok.authorizer.ts`. */
import type { OAuthFacts } from '../../contract/descriptor.js';
import { PROFILE, TIKTOK_SCOPES } from './tiktok.scopes.js';

export const TIKTOK_CLIENT_KEY = 'TIKTOK_CLIENT_KEY';
export const TIKTOK_CLIENT_SECRET = 'TIKTOK_CLIENT_SECRET';

export const tiktokOAuth: OAuthFacts = {
  authorize: { origin: 'login', path: '/v2/auth/authorize/' },
  token: { origin: 'api', path: '/v2/oauth/token/' },
  revoke: { origin: 'api', path: '/v2/oauth/revoke/', ends: 'grant' },
  clientAuth: 'client_key',
  clientIdKey: TIKTOK_CLIENT_KEY,
  clientSecretKey: TIKTOK_CLIENT_SECRET,
  pkce: 'none',
  scopes: TIKTOK_SCOPES,
  scopesKey: 'TIKTOK_SCOPES',
  scopeSeparator: ',',
  parameters: {},
  switchAccount: { disable_auto_auth: '1' },
  declined: ['access_denied'],
  /** The name needs a scope of its own; without it there is nothing to tell an expected account by. */
  evidence: (scopes) => (scopes.includes(PROFILE) ? 'handle' : 'none'),
  tokens: { refresh: 'rotating', marginSeconds: 600, assumedSeconds: 3_600 },
  removal: {
    where: 'Settings and privacy → Security & permissions → Manage app permissions, in the TikTok app',
    url: 'https://www.tiktok.com/setting',
  },
};
