import { z } from 'zod';
import type { PlatformDescriptor, PublishedLimit, ReadKind, RetentionPolicy } from '../../contract/descriptor.js';
import { POSTS_PER_CALL, USERS_PER_CALL, X_BEARER, X_CLASSES } from './x.client.js';
import { X_CLIENT_ID, X_CLIENT_SECRET, xOAuth } from './x.oauth.js';
import { xUrls } from './x.urls.js';

/** Developer agreement and policy (read 2026-08): what is deleted at X goes here too, no benchmarks of X, few exports. */
const retention: RetentionPolicy = {
  retainDays: null,
  mayDerive: true,
  mayAggregate: true,
  mayExport: true,
  mayDiscover: true,
};

const limit = (
  endpointClass: string,
  calls: number,
  whose: 'app' | 'talent',
  ...spentBy: readonly ReadKind[]
): PublishedLimit => ({
  endpointClass,
  calls,
  windowSeconds: 900,
  scope: whose === 'app' ? 'app' : 'account',
  spentBy,
  source: `rate limits per ${whose} (rate-limit page, 2026-08)`,
});

export const xDescriptor: PlatformDescriptor = {
  id: 'x',
  name: 'X',
  icon: {
    path: 'M14.234 10.162 22.977 0h-2.072l-7.591 8.824L7.251 0H.258l9.168 13.343L.258 24H2.33l8.016-9.318L16.749 24h6.993zm-2.837 3.299-.929-1.329L3.076 1.56h3.182l5.965 8.532.929 1.329 7.754 11.09h-3.182z',
    viewBox: '0 0 24 24',
    color: '#000000',
    colorDark: '#FFFFFF',
  },
  methods: {
    MANUAL: { available: true, eligibility: 'Any X account that is not protected, read with the deployment’s token.' },
    OAUTH: { available: true, eligibility: 'Any X account, protected ones included.' },
  },
  handle: { example: '@name', hint: 'The name after the @: up to 15 letters, digits and underscores.' },
  urlExample: 'https://x.com/name',
  urls: xUrls,
  profileUrl: ({ kind, value }) => (kind === 'id' ? `https://x.com/i/user/${value}` : `https://x.com/${value}`),
  normalizeHandle: (handle) => handle.toLowerCase(),
  config: {
    baseUrlKey: 'X_BASE_URL',
    defaultBaseUrl: 'https://api.x.com',
    basePath: '',
    required: [X_BEARER],
    origins: {
      login: { key: 'X_LOGIN_URL', url: 'https://x.com' },
      api: { key: 'X_BASE_URL', url: 'https://api.x.com' },
    },
    keys: {
      [X_BEARER]: {
        schema: z.string().optional(),
        comment: 'Bearer token of an X app with credits; reads public accounts',
        example: '',
      },
      [X_CLIENT_ID]: {
        schema: z.string().optional(),
        comment: 'OAuth 2.0 client id of an X app of the type "Web App"; lets talents connect their own accounts',
        example: '',
      },
      [X_CLIENT_SECRET]: {
        schema: z.string().optional(),
        comment: 'OAuth 2.0 client secret of the same X app',
        example: '',
      },
      X_BASE_URL: {
        schema: z.url().optional(),
        comment: 'Where the X API answers; change it only for a proxy or a test server',
        example: 'https://api.x.com',
      },
      X_LOGIN_URL: {
        schema: z.url().optional(),
        comment: 'Where talents sign in to X; change it only for a test server',
        example: 'https://x.com',
      },
    },
  },
  mediaHosts: ['pbs.twimg.com'],
  blanks: { profile: { views: 'not_supported' }, post: {} },
  readsBy: 'id',
  profileBatchSize: USERS_PER_CALL,
  postBatchSize: POSTS_PER_CALL,
  limits: [
    limit(X_CLASSES.users, 300, 'app', 'profiles'),
    limit(X_CLASSES.posts, 10_000, 'app', 'posts'),
    limit(X_CLASSES.figures, 3_500, 'app', 'figures'),
    limit(X_CLASSES.me, 75, 'talent', 'profiles'),
    limit(X_CLASSES.ownPosts, 900, 'talent', 'posts'),
    limit(X_CLASSES.ownFigures, 5_000, 'talent', 'figures'),
  ],
  selfCheck: { platform: 'x', kind: 'id', value: '783214' },
  retention: { MANUAL: retention, OAUTH: retention },
  oauth: xOAuth,
};
