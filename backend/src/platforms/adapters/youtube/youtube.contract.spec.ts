import { describePlatformContract } from '../../testing/platform.contract.js';
import { youtube } from './index.js';

describePlatformContract(youtube, {
  handle: (name) => name,
  unknownIds: ['UCZXMDk2QjU7dBanCVrMj4CA', 'UC_x5XG1OV2P6uZZ5FSM9Ttw'],
  otherLocator: (handle) => ({ platform: 'youtube', kind: 'username', value: handle }),
});
