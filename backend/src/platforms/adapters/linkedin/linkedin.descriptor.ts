import { z } from 'zod';
import type { PlatformDescriptor, PublishedLimit, RetentionPolicy } from '../../contract/descriptor.js';
import { FOLLOWERS_CLASS, USERINFO_CLASS } from './linkedin.client.js';
import { profilePage } from './linkedin.mapper.js';
import { linkedinMedia } from './linkedin.media.js';
import { LINKEDIN_CLIENT_ID, LINKEDIN_CLIENT_SECRET, linkedinOAuth } from './linkedin.oauth.js';
import { PROFILE_ANALYTICS } from './linkedin.scopes.js';
import { linkedinUrls } from './linkedin.urls.js';

/** API terms (read 2026-08): a member's own data has no limit but the consent; it may not leave the app, nor find people. */
const consented: RetentionPolicy = {
  retainDays: null,
  mayDerive: true,
  mayAggregate: true,
  mayExport: false,
  mayDiscover: false,
};

/** What one member's consent may be used for in a day: far more than a sync every hour, far less than any figure seen. */
const perDay = (endpointClass: string): PublishedLimit => ({
  endpointClass,
  calls: 100,
  windowSeconds: 86_400,
  source:
    'limits are not published (rate-limiting page, read 2026-08): of the app and of each member, by day, reset at midnight UTC; this is an assumption',
  scope: 'account',
  midnightIn: 'UTC',
});

/** Marketing versions live for about a year. */
export const LINKEDIN_VERSION = { key: 'LINKEDIN_VERSION', usual: '202610' };

export const linkedinDescriptor: PlatformDescriptor = {
  id: 'linkedin',
  name: 'LinkedIn',
  icon: {
    path: 'M4 2h16a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zM7.5 5.4a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4zM6 10.2V18h3v-7.8zM11 10.2V18h3v-4.3c0-1.1.5-1.7 1.4-1.7s1.3.6 1.3 1.7V18h3v-4.9c0-2.1-1.1-3.2-2.7-3.2-1.3 0-2.3.6-3 1.5v-1.2z',
    viewBox: '0 0 24 24',
    color: '#0A66C2',
    colorDark: '#71B7FB',
  },
  methods: {
    MANUAL: {
      available: false,
      eligibility:
        'LinkedIn shows nothing about members to apps without their consent, and its pages may not be read by machines.',
    },
    OAUTH: {
      available: true,
      eligibility:
        'Any member who consents: name and picture, and the number of followers where LinkedIn has approved the app for it. Posts cannot be listed.',
    },
  },
  handle: { example: 'name-surname', hint: 'What stands behind /in/ in the link of the profile.' },
  urlExample: 'https://www.linkedin.com/in/name-surname',
  urls: linkedinUrls,
  profileUrl: ({ kind, value }) => {
    if (kind === 'handle') return profilePage(value);
    return kind === 'username'
      ? `https://www.linkedin.com/company/${encodeURIComponent(value)}`
      : 'https://www.linkedin.com/';
  },
  normalizeHandle: (handle) => handle.normalize('NFC').toLowerCase(),
  config: {
    baseUrlKey: 'LINKEDIN_BASE_URL',
    defaultBaseUrl: 'https://api.linkedin.com',
    basePath: '',
    required: [],
    origins: { login: { key: 'LINKEDIN_LOGIN_URL', url: 'https://www.linkedin.com' } },
    keys: {
      [LINKEDIN_CLIENT_ID]: {
        schema: z.string().optional(),
        comment: 'Client id of a LinkedIn app with Sign In with LinkedIn using OpenID Connect, for talents’ consent',
        example: '',
      },
      [LINKEDIN_CLIENT_SECRET]: {
        schema: z.string().optional(),
        comment: 'Client secret of the same app',
        example: '',
      },
      LINKEDIN_SCOPES: {
        schema: z.string().optional(),
        comment:
          'Scopes that the app was approved for beyond openid and profile; a change ends the access that talents gave before',
        example: PROFILE_ANALYTICS,
      },
      [LINKEDIN_VERSION.key]: {
        schema: z
          .string()
          .regex(/^20\d{2}(0[1-9]|1[0-2])$/, 'must be a month, such as 202610')
          .optional(),
        comment: 'Version of LinkedIn’s API as a month, YYYYMM; each is switched off after about a year',
        example: LINKEDIN_VERSION.usual,
      },
      LINKEDIN_BASE_URL: {
        schema: z.url().optional(),
        comment: 'Where LinkedIn’s API answers; change it only for a proxy or a test server',
        example: 'https://api.linkedin.com',
      },
      LINKEDIN_LOGIN_URL: {
        schema: z.url().optional(),
        comment: 'Where talents consent and tokens are given; change it only for a test server',
        example: 'https://www.linkedin.com',
      },
    },
  },
  mediaHosts: ['media.licdn.com', '*.licdn.com'],
  signedMedia: linkedinMedia,
  blanks: {
    profile: { following: 'not_supported', posts: 'not_supported', views: 'not_supported' },
    post: {},
  },
  listsPosts: false,
  /** Read by neither: the name that was expected is all that leads to the member's page. */
  readsBy: 'handle',
  words: {
    INPUT_PLATFORM_UNSUPPORTED: {
      text: '{platform} shows nothing about its members to apps.',
      action: 'Send the talent a consent link.',
    },
    PLATFORM_VERSION_SUNSET: {
      text: '{platform} has switched off the version of its interface that Rostrum asks for.',
      action: `Tell whoever runs Rostrum to raise ${LINKEDIN_VERSION.key}, and to start it again.`,
    },
  },
  profileBatchSize: 1,
  limits: [perDay(USERINFO_CLASS), perDay(FOLLOWERS_CLASS)],
  retention: { MANUAL: consented, OAUTH: consented },
  oauth: linkedinOAuth,
};
