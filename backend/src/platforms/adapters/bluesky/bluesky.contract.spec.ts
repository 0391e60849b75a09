import { describePlatformContract } from '../../testing/platform.contract.js';
import { bluesky } from './index.js';

describePlatformContract(bluesky, {
  handle: (name) => `${name}.bsky.social`,
  unknownIds: ['did:plc:z72i7hdynmk6r22z27h6tvur', 'did:web:missing.example.org'],
});
