import { describePlatformContract } from '../../testing/platform.contract.js';
import { x } from './index.js';

describePlatformContract(x, {
  handle: (name) => name.replaceAll('-', '_'),
  unknownIds: ['1', '9999999999999999999'],
  mostPosts: 3_200,
});
