import { describePlatformContract } from '../../testing/platform.contract.js';
import { instagram } from './index.js';

describePlatformContract(instagram, {
  handle: (name) => name.replaceAll('-', '_'),
  unknownIds: [],
  shortestWaitMs: 60_000,
});
