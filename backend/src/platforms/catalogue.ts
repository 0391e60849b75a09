/** Every platform there is. A new one is a folder under adapters/ and a word here. */
import { bluesky } from './adapters/bluesky/index.js';
import { instagram } from './adapters/instagram/index.js';
import { linkedin } from './adapters/linkedin/index.js';
import { RECOGNISED_NETWORKS } from './adapters/recognised/index.js';
import { tiktok } from './adapters/tiktok/index.js';
import { twitch } from './adapters/twitch/index.js';
import { x } from './adapters/x/index.js';
import { youtube } from './adapters/youtube/index.js';
import type { PlatformAdapter } from './contract/adapter.js';

export const CATALOGUE: readonly PlatformAdapter[] = [bluesky, instagram, linkedin, tiktok, twitch, x, youtube];

export { RECOGNISED_NETWORKS };
