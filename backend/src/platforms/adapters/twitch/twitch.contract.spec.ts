import { describePlatformContract } from '../../testing/platform.contract.js';
import { twitch } from './index.js';

describePlatformContract(twitch, {
  handle: (name) => name.replaceAll('-', '_'),
  unknownIds: ['38', '9999999999999999999999999999999999999999'],
});
