import { z } from 'zod';
import type { PlatformDescriptor, RetentionPolicy } from '../../contract/descriptor.js';
import { ANALYTICS_CLASS } from './youtube.analytics.js';
import { ENDPOINT_CLASS, IDS_PER_CALL, STATS_CLASS, YOUTUBE_KEY } from './youtube.client.js';
import { YOUTUBE_CLIENT_ID, YOUTUBE_CLIENT_SECRET, youtubeOAuth } from './youtube.oauth.js';
import { youtubeUrls } from './youtube.urls.js';

/** Developer policies III.E.2.a and III.E.4 (read 2026-06): 30 days without a refresh, no derived or summed metrics. */
const publicData: RetentionPolicy = {
  retainDays: 30,
  mayDerive: false,
  mayAggregate: false,
  mayExport: true,
  mayDiscover: false,
};

export const youtubeDescriptor: PlatformDescriptor = {
  id: 'youtube',
  name: 'YouTube',
  icon: {
    path: 'M23.498 6.186a3.016 3.016 0 0 0-2.122-2.136C19.505 3.545 12 3.545 12 3.545s-7.505 0-9.377.505A3.017 3.017 0 0 0 .502 6.186C0 8.07 0 12 0 12s0 3.93.502 5.814a3.016 3.016 0 0 0 2.122 2.136c1.871.505 9.376.505 9.376.505s7.505 0 9.377-.505a3.015 3.015 0 0 0 2.122-2.136C24 15.93 24 12 24 12s0-3.93-.502-5.814zM9.545 15.568V8.432L15.818 12l-6.273 3.568z',
    viewBox: '0 0 24 24',
    color: '#FF0000',
    colorDark: '#FF4E45',
  },
  methods: {
    MANUAL: { available: true, eligibility: 'Any public YouTube channel, read with the deployment’s API key.' },
    OAUTH: {
      available: true,
      eligibility:
        'Any YouTube channel whose owner agrees, brand channels too. A Google account without a channel has nothing to read.',
    },
  },
  handle: { example: '@name', hint: 'The handle is shown under the channel’s name and begins with @.' },
  urlExample: 'https://www.youtube.com/@name',
  urls: youtubeUrls,
  profileUrl: ({ kind, value }) => {
    if (kind === 'id') return `https://www.youtube.com/channel/${value}`;
    return kind === 'username'
      ? `https://www.youtube.com/user/${value}`
      : `https://www.youtube.com/@${encodeURIComponent(value)}`;
  },
  normalizeHandle: (handle) => handle.normalize('NFC').toLowerCase(),
  config: {
    baseUrlKey: 'YOUTUBE_BASE_URL',
    defaultBaseUrl: 'https://www.googleapis.com/youtube/v3',
    basePath: '/youtube/v3',
    required: [YOUTUBE_KEY],
    origins: {
      login: { key: 'YOUTUBE_LOGIN_URL', url: 'https://accounts.google.com' },
      token: { key: 'YOUTUBE_TOKEN_URL', url: 'https://oauth2.googleapis.com' },
      analytics: { key: 'YOUTUBE_ANALYTICS_URL', url: 'https://youtubeanalytics.googleapis.com' },
    },
    keys: {
      [YOUTUBE_KEY]: {
        schema: z.string().optional(),
        comment:
          'API key of a Google Cloud project with the YouTube Data API v3, restricted to that API and this server',
        example: '',
      },
      YOUTUBE_BASE_URL: {
        schema: z.url().optional(),
        comment: 'Where the YouTube Data API answers; change it only for a proxy or a test server',
        example: 'https://www.googleapis.com/youtube/v3',
      },
      [YOUTUBE_CLIENT_ID]: {
        schema: z.string().optional(),
        comment:
          'OAuth client of type web application, in a Google Cloud project with the YouTube Data and Analytics APIs',
        example: '',
      },
      [YOUTUBE_CLIENT_SECRET]: {
        schema: z.string().optional(),
        comment: 'Its secret',
        example: '',
      },
      YOUTUBE_LOGIN_URL: {
        schema: z.url().optional(),
        comment: 'Where talents are sent to agree; change it only for a test server',
        example: 'https://accounts.google.com',
      },
      YOUTUBE_TOKEN_URL: {
        schema: z.url().optional(),
        comment: 'Where Google gives and takes back tokens; change it only for a proxy or a test server',
        example: 'https://oauth2.googleapis.com',
      },
      YOUTUBE_ANALYTICS_URL: {
        schema: z.url().optional(),
        comment: 'Where the YouTube Analytics API answers; change it only for a proxy or a test server',
        example: 'https://youtubeanalytics.googleapis.com',
      },
    },
  },
  mediaHosts: ['i.ytimg.com', '*.ytimg.com', '*.ggpht.com', '*.googleusercontent.com'],
  blanks: {
    profile: { following: 'not_supported' },
    post: { quotes: 'not_supported', saves: 'not_supported' },
  },
  readsBy: 'id',
  words: {
    ACCOUNT_NOT_ELIGIBLE: {
      text: 'This Google account has no {platform} channel.',
      action:
        'Sign in with the Google account that the channel belongs to, and choose the channel where Google asks; then connect again.',
    },
  },
  profileBatchSize: IDS_PER_CALL,
  postBatchSize: IDS_PER_CALL,
  limits: [
    {
      endpointClass: ENDPOINT_CLASS,
      calls: 10_000,
      windowSeconds: 86_400,
      source: 'default daily quota of a project, one unit a list call, reset at midnight Pacific (quota page, 2026-06)',
      midnightIn: 'America/Los_Angeles',
      spentBy: ['profiles', 'posts'],
    },
    {
      endpointClass: STATS_CLASS,
      calls: 10_000,
      windowSeconds: 86_400,
      source: 'own daily bucket of videos.batchGetStats, one unit a call (quota page, 2026-06)',
      midnightIn: 'America/Los_Angeles',
      spentBy: ['figures'],
    },
    {
      endpointClass: ANALYTICS_CLASS,
      calls: 100_000,
      windowSeconds: 86_400,
      source:
        'not published: it stands in the project’s console (2026-11); this is what new projects have been seen with',
      midnightIn: 'America/Los_Angeles',
      spentBy: [],
    },
  ],
  selfCheck: { platform: 'youtube', kind: 'id', value: 'UCBR8-60-B28hp2BmDPdntcQ' },
  retention: { MANUAL: publicData, OAUTH: { ...publicData, retainDays: null, mayDerive: true } },
  oauth: youtubeOAuth,
};
