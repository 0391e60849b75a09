import { type Clock, SystemClock } from '../../backend/src/core/clock.js';
import { HttpClient } from '../../backend/src/core/http/http-client.js';
import { CATALOGUE } from '../../backend/src/platforms/catalogue.js';
import type { Fetcher } from '../../backend/src/platforms/contract/fetcher.js';
import type { NormalizedPost } from '../../backend/src/platforms/contract/normalized.js';
import { type PlatformSettings } from '../../backend/src/platforms/platform.settings.js';
import { aContext } from '../support/recorded-answer.js';
import {
  BLUESKY_DID,
  BLUESKY_HANDLE,
  startRecordedNetwork,
  YOUTUBE_CHANNEL,
  type RecordedNetwork,
} from '../support/recorded-network.js';
import { recordingsFolder } from '../support/recordings.js';

const whereRecorded = recordingsFolder() ? describe : describe.skip;

whereRecorded('complete recorded accounts (RECORDINGS_DIR)', () => {
  let network: RecordedNetwork;
  let http: HttpClient;

  beforeEach(async () => {
    network = await startRecordedNetwork();
    http = new HttpClient();
  });
  afterEach(async () => {
    await http.onApplicationShutdown();
    await network.close();
  });

  async function fetcherOf(platform: string): Promise<Fetcher> {
    const urls: Record<string, string> = { YOUTUBE_BASE_URL: network.youtubeUrl, BLUESKY_BASE_URL: network.blueskyUrl };
    const settings: PlatformSettings = {
      simulatorUrl: 'http://127.0.0.1:1/sim',
      mode: () => 'simulated',
      value: (key) => urls[key],
    };
    const adapter = CATALOGUE.find(({ descriptor }) => descriptor.id === platform);
    const clock: Clock = new SystemClock();
    return (await adapter?.fetcher.useFactory(http, settings, clock)) ?? Promise.reject(new Error(platform));
  }

  async function read(platform: string, kind: 'id' | 'handle', value: string) {
    const fetcher = await fetcherOf(platform);
    const [answer] = await fetcher.fetchProfiles([{ locator: { platform, kind, value } }], aContext());
    if (!answer?.ok) throw new Error(answer?.error.code);
    const { platformAccountId, handle, hints } = answer.profile;
    const posts: NormalizedPost[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page = await fetcher.fetchPosts({ account: { platformAccountId, handle, hints }, cursor }, aContext());
      posts.push(...page.posts);
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor !== null);
    return { profile: answer.profile, posts, pages };
  }

  it('holds a YouTube channel with its three newest videos', async () => {
    const { profile, posts } = await read('youtube', 'id', YOUTUBE_CHANNEL);
    expect(profile.metrics).toEqual({ followers: 1, following: null, posts: 1, views: 104 });
    expect(
      posts.map(({ platformPostId, metrics }) => [platformPostId, metrics.views, metrics.likes, metrics.comments]),
    ).toEqual([
      ['zDfKnm5NN-E', 4, 0, 2],
      ['qzUjVCpSSsY', 0, 0, 0],
      ['cJK5VJubPNs', 4, 0, 28],
    ]);
    expect((await read('youtube', 'handle', 'nangodeveloper')).profile).toEqual(profile);
  });

  /** 125 items: 5 reposts, 120 of her own, of which 10 answer somebody else and are therefore not posts here. */
  it('holds a Bluesky account over five pages', async () => {
    const { profile, posts, pages } = await read('bluesky', 'handle', BLUESKY_HANDLE);
    expect(profile.platformAccountId).toBe(BLUESKY_DID);
    expect(profile.metrics).toEqual({ followers: 5, following: 2, posts: 120, views: null });
    expect([pages, posts.length, new Set(posts.map((post) => post.platformPostId)).size]).toEqual([5, 110, 110]);
  });

  it('holds what accounts end as: renamed, deactivated, suspended, deleted, unknown', async () => {
    const fetcher = await fetcherOf('bluesky');
    const ids = [
      'z4qkux4mylyyazwmt4ohiqtk',
      '5zqbmjg2u5loecytxiajatyz',
      'jz7iloxdzvllwntcpqofv3zi',
      '5qrgoc7n7etevty37f5pkwkc',
    ];
    const byId = ids.map((id) => ({ locator: { platform: 'bluesky', kind: 'id' as const, value: `did:plc:${id}` } }));
    const unknown = { locator: { platform: 'bluesky', kind: 'handle' as const, value: 'nobody-here.test' } };
    const answers = await fetcher.fetchProfiles([...byId, unknown], aContext());
    expect(answers.map((answer) => (answer.ok ? answer.profile.handle : answer.error.code))).toEqual([
      'frank-new.test',
      'PROFILE_DELETED',
      'PROFILE_SUSPENDED',
      'PROFILE_NOT_FOUND',
      'PROFILE_NOT_FOUND',
    ]);
  });
});
