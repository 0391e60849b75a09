/** Networks whose links are understood so that a pasted one gets a polite answer; there is no adapter for them yet. */
import type { RecognisedNetwork } from '../../contract/descriptor.js';
import { facebook } from './facebook.js';
import { mastodon } from './mastodon.js';
import { pinterest } from './pinterest.js';
import { spotify } from './spotify.js';
import { threads } from './threads.js';

export const RECOGNISED_NETWORKS: readonly RecognisedNetwork[] = [facebook, mastodon, pinterest, spotify, threads];
