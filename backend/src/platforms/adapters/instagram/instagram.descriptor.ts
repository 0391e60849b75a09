import { z } from 'zod';
import type { PlatformDescriptor, RetentionPolicy } from '../../contract/descriptor.js';
import { ENDPOINT_CLASS, INSTAGRAM_ACCOUNT, INSTAGRAM_TOKEN } from './instagram.client.js';
import { instagramMedia } from './instagram.media.js';
import { INSTAGRAM_CLIENT_ID, INSTAGRAM_CLIENT_SECRET, instagramOAuth } from './instagram.oauth.js';
import { OWN_ENDPOINT_CLASS } from './instagram.own-client.js';
import { instagramUrls } from './instagram.urls.js';

/**
 * Platform Terms 3 and 4 (read 2026-06): up to date, no longer than needed, deleted on request; no figure is named, so
 * what could not be refreshed for 30 days goes. Other accounts may be read by name, not looked for.
 */
const publicData: RetentionPolicy = {
  retainDays: 30,
  mayDerive: true,
  mayAggregate: true,
  mayExport: true,
  mayDiscover: false,
};

export const instagramDescriptor: PlatformDescriptor = {
  id: 'instagram',
  name: 'Instagram',
  icon: {
    path: 'M7.0301.084c-1.2768.0602-2.1487.264-2.911.5634-.7888.3075-1.4575.72-2.1228 1.3877-.6652.6677-1.075 1.3368-1.3802 2.127-.2954.7638-.4956 1.6365-.552 2.914-.0564 1.2775-.0689 1.6882-.0626 4.947.0062 3.2586.0206 3.6671.0825 4.9473.061 1.2765.264 2.1482.5635 2.9107.308.7889.72 1.4573 1.388 2.1228.6679.6655 1.3365 1.0743 2.1285 1.38.7632.295 1.6361.4961 2.9134.552 1.2773.056 1.6884.069 4.9462.0627 3.2578-.0062 3.668-.0207 4.9478-.0814 1.28-.0607 2.147-.2652 2.9098-.5633.7889-.3086 1.4578-.72 2.1228-1.3881.665-.6682 1.0745-1.3378 1.3795-2.1284.2957-.7632.4966-1.636.552-2.9124.056-1.2809.0692-1.6898.063-4.948-.0063-3.2583-.021-3.6668-.0817-4.9465-.0607-1.2797-.264-2.1487-.5633-2.9117-.3084-.7889-.72-1.4568-1.3876-2.1228C21.2982 1.33 20.628.9208 19.8378.6165 19.074.321 18.2017.1197 16.9244.0645 15.6471.0093 15.236-.005 11.977.0014 8.718.0076 8.31.0215 7.0301.0839m.1402 21.6932c-1.17-.0509-1.8053-.2453-2.2287-.408-.5606-.216-.96-.4771-1.3819-.895-.422-.4178-.6811-.8186-.9-1.378-.1644-.4234-.3624-1.058-.4171-2.228-.0595-1.2645-.072-1.6442-.079-4.848-.007-3.2037.0053-3.583.0607-4.848.05-1.169.2456-1.805.408-2.2282.216-.5613.4762-.96.895-1.3816.4188-.4217.8184-.6814 1.3783-.9003.423-.1651 1.0575-.3614 2.227-.4171 1.2655-.06 1.6447-.072 4.848-.079 3.2033-.007 3.5835.005 4.8495.0608 1.169.0508 1.8053.2445 2.228.408.5608.216.96.4754 1.3816.895.4217.4194.6816.8176.9005 1.3787.1653.4217.3617 1.056.4169 2.2263.0602 1.2655.0739 1.645.0796 4.848.0058 3.203-.0055 3.5834-.061 4.848-.051 1.17-.245 1.8055-.408 2.2294-.216.5604-.4763.96-.8954 1.3814-.419.4215-.8181.6811-1.3783.9-.4224.1649-1.0577.3617-2.2262.4174-1.2656.0595-1.6448.072-4.8493.079-3.2045.007-3.5825-.006-4.848-.0608M16.953 5.5864A1.44 1.44 0 1 0 18.39 4.144a1.44 1.44 0 0 0-1.437 1.4424M5.8385 12.012c.0067 3.4032 2.7706 6.1557 6.173 6.1493 3.4026-.0065 6.157-2.7701 6.1506-6.1733-.0065-3.4032-2.771-6.1565-6.174-6.1498-3.403.0067-6.156 2.771-6.1496 6.1738M8 12.0077a4 4 0 1 1 4.008 3.9921A3.9996 3.9996 0 0 1 8 12.0077',
    viewBox: '0 0 24 24',
    color: '#FF0069',
    colorDark: '#FF4D94',
  },
  methods: {
    MANUAL: {
      available: true,
      eligibility:
        'Professional accounts (business or creator) that are public and not age-restricted, read through the agency’s own account. Personal accounts cannot be read.',
    },
    OAUTH: {
      available: true,
      eligibility:
        'Professional accounts (business or creator) whose owner agrees. Personal accounts have to become professional ones first, which is free.',
    },
  },
  handle: { example: '@name', hint: 'The name stands at the top of the profile, and at the end of its link.' },
  urlExample: 'https://www.instagram.com/name',
  urls: instagramUrls,
  profileUrl: ({ value }) => `https://www.instagram.com/${encodeURIComponent(value)}/`,
  normalizeHandle: (handle) => handle.toLowerCase(),
  config: {
    baseUrlKey: 'INSTAGRAM_BASE_URL',
    defaultBaseUrl: 'https://graph.facebook.com/v26.0',
    basePath: '/v26.0',
    required: [INSTAGRAM_TOKEN, INSTAGRAM_ACCOUNT],
    origins: {
      login: { key: 'INSTAGRAM_LOGIN_URL', url: 'https://www.instagram.com' },
      token: { key: 'INSTAGRAM_TOKEN_URL', url: 'https://api.instagram.com' },
      graph: { key: 'INSTAGRAM_GRAPH_URL', url: 'https://graph.instagram.com' },
    },
    keys: {
      [INSTAGRAM_TOKEN]: {
        schema: z.string().optional(),
        comment:
          'Access token for the Instagram Graph API, best of a system user: instagram_basic, instagram_manage_insights, pages_read_engagement',
        example: '',
      },
      [INSTAGRAM_ACCOUNT]: {
        schema: z
          .string()
          .regex(/^\d{5,20}$/, 'must be the number of an Instagram professional account')
          .optional(),
        comment: 'Number of the agency’s own Instagram professional account, 1784…, through which others are read',
        example: '',
      },
      INSTAGRAM_BASE_URL: {
        schema: z.url().optional(),
        comment: 'Where the Graph API answers; change it only for a proxy or a test server',
        example: 'https://graph.facebook.com/v26.0',
      },
      [INSTAGRAM_CLIENT_ID]: {
        schema: z
          .string()
          .regex(/^\d{5,20}$/, 'must be the number of an Instagram app')
          .optional(),
        comment: 'Instagram app ID (App Dashboard › Instagram › API setup with Instagram login), not the Meta app’s',
        example: '',
      },
      [INSTAGRAM_CLIENT_SECRET]: {
        schema: z.string().optional(),
        comment: 'Instagram app secret, from the same place',
        example: '',
      },
      INSTAGRAM_LOGIN_URL: {
        schema: z.url().optional(),
        comment: 'Where talents are sent to agree; change it only for a test server',
        example: 'https://www.instagram.com',
      },
      INSTAGRAM_TOKEN_URL: {
        schema: z.url().optional(),
        comment: 'Where codes are exchanged; change it only for a proxy or a test server',
        example: 'https://api.instagram.com',
      },
      INSTAGRAM_GRAPH_URL: {
        schema: z.url().optional(),
        comment: 'Where accounts are read by consent; change it only for a proxy or a test server',
        example: 'https://graph.instagram.com',
      },
    },
  },
  mediaHosts: ['*.cdninstagram.com', '*.fbcdn.net'],
  signedMedia: instagramMedia,
  blanks: {
    profile: { views: 'not_supported' },
    post: { quotes: 'not_supported' },
  },
  readsBy: 'handle',
  words: {
    ACCOUNT_NOT_ELIGIBLE: {
      text: 'This is a personal {platform} account, and {platform} lets only professional ones be read.',
      action:
        'Three steps in the {platform} app, free of charge: 1. Settings › Account type and tools. 2. Switch to professional account, and choose Creator. 3. Come back to the link and connect again.',
    },
    PROFILE_NOT_FOUND: {
      text: '{platform} shows no professional account under this name. It gives the same answer for names that do not exist or have changed, and for personal, private and age-restricted accounts.',
      action:
        'Check the name with the talent. A personal account can be made a professional one in its settings; then retry.',
    },
    APP_CREDENTIALS_INVALID: {
      text: '{platform} refused the agency’s own access: its token has ended, or its account is not a professional one any more.',
      action: 'Tell whoever runs Rostrum to renew the {platform} token.',
    },
  },
  profileBatchSize: 1,
  limits: [
    {
      endpointClass: ENDPOINT_CLASS,
      calls: 200,
      windowSeconds: 3_600,
      source:
        'the limit of a user’s calls is not published and is told in percent (rate-limit page, 2026-07); 200 an hour is the least for one user of an app',
    },
    {
      endpointClass: OWN_ENDPOINT_CLASS,
      calls: 4_800,
      windowSeconds: 86_400,
      source:
        'of each account: 4,800 for each impression of its last 24 hours, told in percent (rate-limit page, 2026-07)',
      scope: 'account',
    },
  ],
  selfCheck: { platform: 'instagram', kind: 'handle', value: 'instagram' },
  retention: { MANUAL: publicData, OAUTH: { ...publicData, retainDays: null } },
  oauth: instagramOAuth,
};
