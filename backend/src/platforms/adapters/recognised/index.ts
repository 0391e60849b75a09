/** Networks that are recognised by name so that a pasted link gets a polite answer; there is no adapter for them yet. */
import type { RecognisedNetwork } from '../../contract/descriptor.js';

const withWww = (...hosts: string[]) => hosts.flatMap((host) => [host, `www.${host}`, `m.${host}`]);

export const RECOGNISED_NETWORKS: readonly RecognisedNetwork[] = [
  {
    id: 'facebook',
    name: 'Facebook',
    hosts: [...withWww('facebook.com', 'fb.com'), 'web.facebook.com', 'fb.me', 'fb.watch', 'business.facebook.com'],
  },
  { id: 'instagram', name: 'Instagram', hosts: [...withWww('instagram.com'), 'instagr.am', 'www.instagr.am', 'ig.me'] },
  {
    id: 'linkedin',
    name: 'LinkedIn',
    hosts: [...withWww('linkedin.com'), 'lnkd.in', 'de.linkedin.com', 'uk.linkedin.com', 'fr.linkedin.com'],
  },
  {
    id: 'mastodon',
    name: 'Mastodon',
    hosts: [
      'mastodon.social',
      'mastodon.online',
      'mstdn.social',
      'mas.to',
      'fosstodon.org',
      'hachyderm.io',
      'infosec.exchange',
      'mastodon.world',
    ],
    claims: /^@?[A-Za-z0-9_][A-Za-z0-9_.-]{0,60}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,6}$/i,
  },
  {
    id: 'pinterest',
    name: 'Pinterest',
    hosts: [
      ...withWww('pinterest.com'),
      'pin.it',
      'pinterest.co.uk',
      'www.pinterest.co.uk',
      'pinterest.de',
      'www.pinterest.de',
      'pinterest.fr',
      'www.pinterest.fr',
    ],
  },
  {
    id: 'spotify',
    name: 'Spotify',
    hosts: ['open.spotify.com', 'spotify.com', 'www.spotify.com', 'artists.spotify.com', 'spotify.link'],
    claims: /^spotify:(artist|user|show):[A-Za-z0-9]{1,64}$/,
  },
  { id: 'threads', name: 'Threads', hosts: withWww('threads.net', 'threads.com') },
  { id: 'tiktok', name: 'TikTok', hosts: [...withWww('tiktok.com'), 'vm.tiktok.com', 'vt.tiktok.com'] },
  { id: 'twitch', name: 'Twitch', hosts: [...withWww('twitch.tv'), 'clips.twitch.tv', 'dashboard.twitch.tv'] },
  { id: 'x', name: 'X', hosts: [...withWww('x.com', 'twitter.com'), 'mobile.twitter.com', 'mobile.x.com', 't.co'] },
];
