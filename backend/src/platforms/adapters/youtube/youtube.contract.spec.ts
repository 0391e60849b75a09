import { describeConsentContract } from '../../testing/consent.contract.js';
import { describePlatformContract } from '../../testing/platform.contract.js';
import { youtube } from './index.js';

const handle = (name: string): string => name;

describePlatformContract(youtube, {
  handle,
  unknownIds: ['UCZXMDk2QjU7dBanCVrMj4CA', 'UC_x5XG1OV2P6uZZ5FSM9Ttw'],
  otherLocator: (value) => ({ platform: 'youtube', kind: 'username', value }),
});
describeConsentContract(youtube, {
  handle,
  optionalScope: 'https://www.googleapis.com/auth/yt-analytics.readonly',
});
