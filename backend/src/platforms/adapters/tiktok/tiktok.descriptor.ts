import { z } from 'zod';
import type { PlatformDescriptor, PublishedLimit, ReadKind, RetentionPolicy } from '../../contract/descriptor.js';
import { QUERY_CLASS, USER_CLASS, VIDEO_CLASS, VIDEOS_PER_QUERY } from './tiktok.client.js';
import { tiktokMedia } from './tiktok.media.js';
import { TIKTOK_CLIENT_KEY, TIKTOK_CLIENT_SECRET, tiktokOAuth } from './tiktok.oauth.js';
import { TIKTOK_SCOPES } from './tiktok.scopes.js';
import { tiktokUrls } from './tiktok.urls.js';

/** The developer terms (read 2026-11) name no figure: what could not be refreshed for 30 days goes, as at stricter platforms. */
const consented: RetentionPolicy = {
  retainDays: 30,
  mayDerive: true,
  mayAggregate: true,
  mayExport: true,
  mayDiscover: false,
};

const perMinute = (endpointClass: string, spentBy: ReadKind): PublishedLimit => ({
  endpointClass,
  spentBy: [spentBy],
  calls: 600,
  windowSeconds: 60,
  source: 'rate-limit page, 2026-08: 600 a minute for each endpoint, in a sliding window',
});

const OPTIONAL = TIKTOK_SCOPES.filter(({ required }) => !required)
  .map(({ name }) => name)
  .join(',');

export const tiktokDescriptor: PlatformDescriptor = {
  id: 'tiktok',
  name: 'TikTok',
  icon: {
    path: 'M12.525.02c1.31-.02 2.61-.01 3.91-.02.08 1.53.63 3.09 1.75 4.17 1.12 1.11 2.7 1.62 4.24 1.79v4.03c-1.44-.05-2.89-.35-4.2-.97-.57-.26-1.1-.59-1.62-.93-.01 2.92.01 5.84-.02 8.75-.08 1.4-.54 2.79-1.35 3.94-1.31 1.92-3.58 3.17-5.91 3.21-1.43.08-2.86-.31-4.08-1.03-2.02-1.19-3.44-3.37-3.65-5.71-.02-.5-.03-1-.01-1.49.18-1.9 1.12-3.72 2.58-4.96 1.66-1.44 3.98-2.13 6.15-1.72.02 1.48-.04 2.96-.04 4.44-.99-.32-2.15-.23-3.02.37-.63.41-1.11 1.04-1.36 1.75-.21.51-.15 1.07-.14 1.61.24 1.64 1.82 3.02 3.5 2.87 1.12-.01 2.19-.66 2.77-1.61.19-.33.4-.67.41-1.06.1-1.79.06-3.57.07-5.36.01-4.03-.01-8.05.02-12.07z',
    viewBox: '0 0 24 24',
    color: '#000000',
    colorDark: '#FFFFFF',
  },
  methods: {
    MANUAL: {
      available: false,
      eligibility: 'TikTok shows no public numbers to apps, and its pages may not be read by machines.',
    },
    OAUTH: {
      available: true,
      eligibility: 'Any TikTok account whose owner consents: profile, counts and public videos.',
    },
  },
  handle: { example: '@name', hint: 'The name stands below the picture, and in the profile’s link after the @.' },
  urlExample: 'https://www.tiktok.com/@name',
  urls: tiktokUrls,
  profileUrl: ({ kind, value }) =>
    kind === 'handle' ? `https://www.tiktok.com/@${encodeURIComponent(value)}` : 'https://www.tiktok.com/',
  normalizeHandle: (handle) => handle.toLowerCase(),
  config: {
    baseUrlKey: 'TIKTOK_BASE_URL',
    defaultBaseUrl: 'https://open.tiktokapis.com',
    basePath: '/v2',
    required: [],
    origins: {
      api: { key: 'TIKTOK_BASE_URL', url: 'https://open.tiktokapis.com' },
      login: { key: 'TIKTOK_LOGIN_URL', url: 'https://www.tiktok.com' },
    },
    keys: {
      [TIKTOK_CLIENT_KEY]: {
        schema: z.string().optional(),
        comment: 'Client key of a TikTok web app with Login Kit, for talents’ consent',
        example: '',
      },
      [TIKTOK_CLIENT_SECRET]: { schema: z.string().optional(), comment: 'Client secret of the same app', example: '' },
      TIKTOK_SCOPES: {
        schema: z.string().optional(),
        comment:
          'Scopes that the app was approved for beyond user.info.basic; TikTok refuses everybody where one of them was not',
        example: OPTIONAL,
      },
      TIKTOK_BASE_URL: {
        schema: z.url().optional(),
        comment: 'Where TikTok’s API answers; change it only for a proxy or a test server',
        example: 'https://open.tiktokapis.com',
      },
      TIKTOK_LOGIN_URL: {
        schema: z.url().optional(),
        comment: 'Where talents consent; change it only for a test server',
        example: 'https://www.tiktok.com',
      },
    },
  },
  mediaHosts: ['*.tiktokcdn.com', '*.tiktokcdn-us.com', '*.tiktokcdn-eu.com'],
  signedMedia: tiktokMedia,
  blanks: { profile: { views: 'not_supported' }, post: { quotes: 'not_supported', saves: 'not_supported' } },
  /** Read by neither: the name that was expected leads to the account's page where none was granted. */
  readsBy: 'handle',
  words: {
    INPUT_PLATFORM_UNSUPPORTED: {
      text: '{platform} shows no public numbers to apps.',
      action: 'Send the talent a consent link.',
    },
  },
  profileBatchSize: 1,
  postBatchSize: VIDEOS_PER_QUERY,
  limits: [perMinute(USER_CLASS, 'profiles'), perMinute(VIDEO_CLASS, 'posts'), perMinute(QUERY_CLASS, 'figures')],
  retention: { MANUAL: consented, OAUTH: consented },
  oauth: tiktokOAuth,
};
