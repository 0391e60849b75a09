/** Small made-up answers for specs: a whole object with only what matters changed. */
import type { ConnectionResponse, PlatformResponse, Resolution, TalentListItem } from '../app/core/api/models';

export function aPlatform(change: Partial<PlatformResponse> = {}): PlatformResponse {
  return {
    id: 'tube',
    name: 'Tube',
    mode: 'live',
    configured: true,
    missing: [],
    methods: [{ method: 'MANUAL', available: true, eligibility: 'Any public account.' }],
    handle: { example: '@mia', hint: 'The name after the @.' },
    urlExample: 'https://tube.example/@mia',
    profileHosts: ['tube.example'],
    icon: { path: 'M0 0h24v24H0z', viewBox: '0 0 24 24', color: '#cc0000', colorDark: '#ff6666' },
    products: [{ name: 'profile', supported: true }],
    personas: [],
    blanks: { profile: {}, post: {} },
    consent: null,
    takesKeys: true,
    redirectUri: null,
    supported: true,
    ...change,
  };
}

export function aConnection(change: Partial<ConnectionResponse> = {}): ConnectionResponse {
  return {
    id: 'c1',
    talentId: 't1',
    talentName: 'Mia',
    platform: 'tube',
    handle: 'mia',
    url: 'https://tube.example/@mia',
    method: 'MANUAL',
    verification: 'public',
    status: 'PENDING',
    isRefreshing: false,
    nextTryAt: null,
    attempt: 0,
    maxAttempts: 4,
    nextSyncAt: null,
    createdAt: '2026-11-22T12:00:00Z',
    simulated: false,
    error: null,
    warnings: [],
    products: [],
    profile: null,
    lastSyncAt: null,
    stale: false,
    control: null,
    syncAllowedAt: null,
    proof: null,
    verifiedAt: null,
    handleCurrent: true,
    consent: null,
    progress: null,
    tier: 'standard',
    ...change,
  };
}

export function aResolution(change: Partial<Resolution> = {}): Resolution {
  return {
    candidate: {
      platform: 'tube',
      locator: { kind: 'handle', value: 'mia' },
      platformAccountId: 'UC1',
      handle: 'mia',
      displayName: 'Mia Sings',
      avatarUrl: null,
      url: 'https://tube.example/@mia',
      bio: null,
      followers: 12_431,
      posts: 7,
      verified: null,
      fetchedAt: '2026-11-22T12:00:00Z',
      simulated: false,
    },
    warnings: [],
    existing: null,
    ...change,
  };
}

export function aTalent(change: Partial<TalentListItem> = {}): TalentListItem {
  return {
    id: 't1',
    name: 'Mia',
    aliases: [],
    email: null,
    locale: null,
    owner: null,
    tags: [],
    notes: null,
    status: 'active',
    attention: 0,
    worstStatus: null,
    connections: [],
    followersSum: null,
    followersCounted: 0,
    followersOldestAt: null,
    createdAt: '2026-11-22T12:00:00Z',
    updatedAt: '2026-11-22T12:00:00Z',
    ...change,
  };
}
