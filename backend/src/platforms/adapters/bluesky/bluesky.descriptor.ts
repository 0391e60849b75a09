import { z } from 'zod';
import type { PlatformDescriptor, RetentionPolicy } from '../../contract/descriptor.js';
import { ENDPOINT_CLASS, POSTS_PER_CALL, PROFILES_PER_CALL } from './bluesky.client.js';
import { blueskyUrls } from './bluesky.urls.js';

const retention: RetentionPolicy = {
  retainDays: null,
  mayDerive: true,
  mayAggregate: true,
  mayExport: true,
  mayDiscover: true,
};

export const blueskyDescriptor: PlatformDescriptor = {
  id: 'bluesky',
  name: 'Bluesky',
  icon: {
    path: 'M5.202 2.857C7.954 4.922 10.913 9.11 12 11.358c1.087-2.247 4.046-6.436 6.798-8.501C20.783 1.366 24 .213 24 3.883c0 .732-.42 6.156-.667 7.037-.856 3.061-3.978 3.842-6.755 3.37 4.854.826 6.089 3.562 3.422 6.299-5.065 5.196-7.28-1.304-7.847-2.97-.104-.305-.152-.448-.153-.327 0-.121-.05.022-.153.327-.568 1.666-2.782 8.166-7.847 2.97-2.667-2.737-1.432-5.473 3.422-6.3-2.777.473-5.899-.308-6.755-3.369C.42 10.04 0 4.615 0 3.883c0-3.67 3.217-2.517 5.202-1.026',
    viewBox: '0 0 24 24',
    color: '#1185FE',
    colorDark: '#3D9BFF',
  },
  methods: {
    MANUAL: { available: true, eligibility: 'Any public Bluesky account. No key and no consent needed.' },
    OAUTH: { available: false, eligibility: 'Not needed: consent would show nothing beyond the public data.' },
  },
  handle: {
    example: 'name.bsky.social',
    hint: 'The handle is a domain, such as name.bsky.social or name.example.com.',
  },
  urlExample: 'https://bsky.app/profile/name.bsky.social',
  urls: blueskyUrls,
  profileUrl: (locator) => `https://bsky.app/profile/${locator.value}`,
  normalizeHandle: (handle) => handle.toLowerCase(),
  config: {
    baseUrlKey: 'BLUESKY_BASE_URL',
    defaultBaseUrl: 'https://public.api.bsky.app/xrpc',
    basePath: '/xrpc',
    required: [],
    keys: {
      BLUESKY_BASE_URL: {
        schema: z.url().optional(),
        comment: 'Where the Bluesky AppView answers; change it only for a mirror or a test server',
        example: 'https://public.api.bsky.app/xrpc',
      },
    },
  },
  mediaHosts: ['*.bsky.app'],
  blanks: { profile: { views: 'not_supported' }, post: { views: 'not_supported' } },
  readsBy: 'id',
  profileBatchSize: PROFILES_PER_CALL,
  postBatchSize: POSTS_PER_CALL,
  limits: [
    {
      endpointClass: ENDPOINT_CLASS,
      calls: 3_000,
      windowSeconds: 300,
      source: 'ratelimit-policy header 3000;w=300 (recorded 2025-05); the public AppView publishes no figure',
    },
  ],
  selfCheck: { platform: 'bluesky', kind: 'handle', value: 'bsky.app' },
  retention: { MANUAL: retention, OAUTH: retention },
};
