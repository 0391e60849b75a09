import { z } from 'zod';
import type { PlatformDescriptor, RetentionPolicy } from '../../contract/descriptor.js';
import { TOKEN_CLASS, TWITCH_CLIENT_ID, TWITCH_CLIENT_SECRET } from './twitch.app-tokens.js';
import { ENDPOINT_CLASS, USERS_PER_CALL, VIDEOS_PER_CALL } from './twitch.client.js';
import { twitchUrls } from './twitch.urls.js';

/** The developer agreement names no figure for public data (read 2026-03). */
const publicData: RetentionPolicy = {
  retainDays: null,
  mayDerive: true,
  mayAggregate: true,
  mayExport: true,
  mayDiscover: true,
};

export const twitchDescriptor: PlatformDescriptor = {
  id: 'twitch',
  name: 'Twitch',
  icon: {
    path: 'M11.571 4.714h1.715v5.143H11.57zm4.715 0H18v5.143h-1.714zM6 0L1.714 4.286v15.428h5.143V24l4.286-4.286h3.428L22.286 12V0zm14.571 11.143l-3.428 3.428h-3.429l-3 3v-3H6.857V1.714h13.714Z',
    viewBox: '0 0 24 24',
    color: '#9146FF',
    colorDark: '#A970FF',
  },
  methods: {
    MANUAL: { available: true, eligibility: 'Any Twitch channel, read with the deployment’s app.' },
    OAUTH: { available: false, eligibility: 'Not needed: what is shown here is public.' },
  },
  handle: { example: 'name', hint: 'The name in the channel’s link: up to 25 letters, digits and underscores.' },
  urlExample: 'https://www.twitch.tv/name',
  urls: twitchUrls,
  // No address is made of an id.
  profileUrl: ({ kind, value }) =>
    kind === 'id' ? 'https://www.twitch.tv/' : `https://www.twitch.tv/${encodeURIComponent(value)}`,
  normalizeHandle: (handle) => handle.toLowerCase(),
  config: {
    baseUrlKey: 'TWITCH_BASE_URL',
    defaultBaseUrl: 'https://api.twitch.tv/helix',
    basePath: '/helix',
    required: [TWITCH_CLIENT_ID, TWITCH_CLIENT_SECRET],
    origins: { token: { key: 'TWITCH_TOKEN_URL', url: 'https://id.twitch.tv' } },
    keys: {
      [TWITCH_CLIENT_ID]: {
        schema: z.string().optional(),
        comment: 'Client id of a confidential Twitch app; reads public channels',
        example: '',
      },
      [TWITCH_CLIENT_SECRET]: { schema: z.string().optional(), comment: 'Client secret of the same app', example: '' },
      TWITCH_BASE_URL: {
        schema: z.url().optional(),
        comment: 'Where Twitch’s API answers; change it only for a proxy or a test server',
        example: 'https://api.twitch.tv/helix',
      },
      TWITCH_TOKEN_URL: {
        schema: z.url().optional(),
        comment: 'Where Twitch gives tokens to apps; change it only for a proxy or a test server',
        example: 'https://id.twitch.tv',
      },
    },
  },
  mediaHosts: ['static-cdn.jtvnw.net', '*.jtvnw.net'],
  blanks: {
    profile: { following: 'not_supported', posts: 'not_supported', views: 'not_supported' },
    post: {
      likes: 'not_supported',
      comments: 'not_supported',
      shares: 'not_supported',
      quotes: 'not_supported',
      saves: 'not_supported',
    },
  },
  readsBy: 'id',
  words: {
    PROFILE_NOT_FOUND: {
      text: '{platform} shows no channel under this name. It gives the same answer for names that do not exist or have changed, and for closed and banned channels.',
      action: 'Check the name with the talent, then retry.',
    },
  },
  profileBatchSize: USERS_PER_CALL,
  callsPerProfile: 1,
  postBatchSize: VIDEOS_PER_CALL,
  limits: [
    {
      endpointClass: ENDPOINT_CLASS,
      calls: 800,
      windowSeconds: 60,
      source: 'points a minute of an app, one a call, in a bucket that fills evenly (guide, 2026-03)',
    },
    {
      endpointClass: TOKEN_CLASS,
      calls: 60,
      windowSeconds: 3_600,
      spentBy: [],
      source: 'not published; each process asks once in two months, so this is plenty (2026-11)',
    },
  ],
  selfCheck: { platform: 'twitch', kind: 'id', value: '141981764' },
  retention: { MANUAL: publicData, OAUTH: publicData },
};
