/** The calls that the product makes of the three platforms, recognised by their paths, and the bodies that answer them. */
import type { PlatformName } from './accounts.ts';
import { NAMES } from './names.ts';
import { shownPosts, WIRE, type Sight } from './wire.ts';

/**
 * `profiles`: accounts by id or handle · `list`: an account's newest posts · `details`: posts by id, where a list tells no
 * more than their ids · `figures`: counts of posts by id.
 */
export type CallKind = 'profiles' | 'list' | 'details' | 'figures';

export interface Call {
  readonly platform: PlatformName;
  readonly kind: CallKind;
  /** How many accounts or posts it asks for. */
  readonly items: number;
  /** The account that it concerns first. */
  readonly number: number;
  body(sight: Sight): unknown;
}

interface Route {
  readonly path: RegExp;
  readonly kind: CallKind;
  read(query: URLSearchParams, path: string): { readonly ids: readonly string[]; readonly number: number };
  body(sight: Sight, ids: readonly string[], number: number): unknown;
}

const byComma = (query: URLSearchParams, name: string): string[] => (query.get(name) ?? '').split(',');
const digits = (text: string): number => Number(/\d+/.exec(text)?.[0]);

function profilesOf(platform: PlatformName, sight: Sight, ids: readonly string[]): unknown[] {
  return ids.map((id) => WIRE[platform].profile(sight, NAMES[platform].numberOf(id)));
}
function postsOf(platform: PlatformName, sight: Sight, ids: readonly string[]): unknown[] {
  return ids.map((id) => WIRE[platform].post(sight, NAMES[platform].postOf(id)));
}
const listOf = (platform: PlatformName, sight: Sight, number: number): unknown[] =>
  shownPosts(sight, number).map((post) => WIRE[platform].post(sight, post));

const firstAccount = (platform: PlatformName, ids: readonly string[]) => NAMES[platform].numberOf(ids[0] ?? '');
const firstPost = (platform: PlatformName, ids: readonly string[]) => NAMES[platform].postOf(ids[0] ?? '').number;

const BLUESKY: readonly Route[] = [
  {
    path: /getProfiles$/,
    kind: 'profiles',
    read: (query) => ({ ids: query.getAll('actors'), number: firstAccount('bluesky', query.getAll('actors')) }),
    body: (sight, ids) => ({ profiles: profilesOf('bluesky', sight, ids) }),
  },
  {
    path: /getProfile$/,
    kind: 'profiles',
    read: (query) => ({ ids: query.getAll('actor'), number: firstAccount('bluesky', query.getAll('actor')) }),
    body: (sight, _ids, number) => WIRE.bluesky.profile(sight, number),
  },
  {
    path: /getAuthorFeed$/,
    kind: 'list',
    read: (query) => ({ ids: query.getAll('actor'), number: firstAccount('bluesky', query.getAll('actor')) }),
    body: (sight, _ids, number) => ({ feed: listOf('bluesky', sight, number).map((post) => ({ post })) }),
  },
  {
    path: /getPosts$/,
    kind: 'figures',
    read: (query) => ({ ids: query.getAll('uris'), number: firstPost('bluesky', query.getAll('uris')) }),
    body: (sight, ids) => ({ posts: postsOf('bluesky', sight, ids) }),
  },
];

const X: readonly Route[] = [
  {
    path: /\/users$/,
    kind: 'profiles',
    read: (query) => ({ ids: byComma(query, 'ids'), number: firstAccount('x', byComma(query, 'ids')) }),
    body: (sight, ids) => ({ data: profilesOf('x', sight, ids) }),
  },
  {
    path: /\/users\/\d+\/tweets$/,
    kind: 'list',
    read: (_query, path) => {
      const id = /(\d+)\/tweets$/.exec(path)?.[1] ?? '';
      return { ids: [id], number: firstAccount('x', [id]) };
    },
    body: (sight, _ids, number) => ({ data: listOf('x', sight, number), meta: {} }),
  },
  {
    path: /\/tweets$/,
    kind: 'figures',
    read: (query) => ({ ids: byComma(query, 'ids'), number: firstPost('x', byComma(query, 'ids')) }),
    body: (sight, ids) => ({ data: postsOf('x', sight, ids) }),
  },
];

const readVideos = (query: URLSearchParams) => ({
  ids: byComma(query, 'id'),
  number: firstPost('youtube', byComma(query, 'id')),
});
const videos = (sight: Sight, ids: readonly string[]) => ({ items: postsOf('youtube', sight, ids) });

const YOUTUBE: readonly Route[] = [
  {
    path: /\/channels$/,
    kind: 'profiles',
    read: (query) => ({ ids: byComma(query, 'id'), number: firstAccount('youtube', byComma(query, 'id')) }),
    body: (sight, ids) => ({ items: profilesOf('youtube', sight, ids) }),
  },
  {
    path: /\/playlistItems$/,
    kind: 'list',
    read: (query) => {
      const id = `UC${(query.get('playlistId') ?? '').slice(2)}`;
      return { ids: [id], number: firstAccount('youtube', [id]) };
    },
    body: (sight, _ids, number) => ({
      items: shownPosts(sight, number).map((post) => {
        const { id, contentDetails } = WIRE.youtube.post(sight, post) as { id: string; contentDetails: object };
        return { contentDetails: { ...contentDetails, videoId: id }, status: { privacyStatus: 'public' } };
      }),
    }),
  },
  {
    path: /\/videos$/,
    kind: 'details',
    read: readVideos,
    body: videos,
  },
  {
    path: /\/videos:batchGetStats$/,
    kind: 'figures',
    read: readVideos,
    body: videos,
  },
];

const ROUTES: Readonly<Record<PlatformName, readonly Route[]>> = { bluesky: BLUESKY, x: X, youtube: YOUTUBE };

/** Bluesky and X are asked by handle until their ids are known. */
const HANDLES: Readonly<Partial<Record<PlatformName, RegExp>>> = { bluesky: /^person-/, x: /^person_/ };

/** Null for what none of the platforms would understand. */
export function readCall(url: URL): Call | null {
  const [, , platform = ''] = url.pathname.split('/');
  if (!Object.hasOwn(ROUTES, platform)) return null;
  const named = platform as PlatformName;
  const route = ROUTES[named].find(({ path }) => path.test(url.pathname));
  if (!route) return null;
  const asked = route.read(url.searchParams, url.pathname);
  const handle = HANDLES[named];
  const ids = handle ? asked.ids.map((id) => (handle.test(id) ? NAMES[named].accountId(digits(id)) : id)) : asked.ids;
  const number = Number.isNaN(asked.number) ? digits(asked.ids[0] ?? '') : asked.number;
  return {
    platform: named,
    kind: route.kind,
    items: ids.length,
    number,
    body: (sight) => route.body(sight, ids, number),
  };
}
