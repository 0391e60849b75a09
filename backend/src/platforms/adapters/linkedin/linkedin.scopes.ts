/** What may be asked of members. */
import type { ScopeFacts } from '../../contract/descriptor.js';

/** Opens the count of followers; a part of the Community Management API, for which an app needs approval. */
export const PROFILE_ANALYTICS = 'r_member_profileAnalytics';

export const LINKEDIN_SCOPES: readonly ScopeFacts[] = [
  { name: 'openid', required: true, reads: ['profile'] },
  { name: 'profile', required: true, reads: ['profile'] },
  { name: PROFILE_ANALYTICS, required: false, reads: ['followers'], onRequest: true },
];
