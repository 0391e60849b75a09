import { toConnection, toStatus } from './connection-answers.js';
import type { ConnectionRow, StatusRow } from './connection-row.repository.js';
import { ago, aRow, context, later } from './testing/connection-rows.js';

const shown = (given: Partial<ConnectionRow> = {}) => toConnection(aRow(given), context);

describe('a connection as it is shown', () => {
  it('all is well: nothing to warn of, figures as numbers, blanks with their reasons', () => {
    expect(shown()).toMatchObject({
      url: 'https://example.com/mia',
      error: null,
      warnings: [],
      stale: false,
      isRefreshing: false,
      nextTryAt: null,
      lastSyncAt: ago(20).toISOString(),
      maxAttempts: 3,
      profile: {
        followers: Number.MAX_SAFE_INTEGER,
        following: 0,
        posts: null,
        views: null,
        avatarUrl: '/media/network',
        bannerUrl: null,
        blanks: { posts: 'not_yet', views: 'not_supported' },
        source: 'public',
        fetchedAt: ago(20).toISOString(),
      },
    });
  });

  it('nothing read yet: no profile, the link as it was given, and not stale', () => {
    const never = {
      hasProfile: false,
      profileUrl: null,
      succeededAt: null,
      outcome: 'never',
      status: 'PENDING',
    } as const;
    expect(shown(never)).toMatchObject({
      profile: null,
      url: 'https://example.com/as-pasted',
      lastSyncAt: null,
      stale: false,
      products: [{ product: 'profile', outcome: 'never', succeededAt: null }, { product: 'posts' }],
    });
  });

  it('a profile without reasons or source is public and has none', () => {
    expect(shown({ blanks: null, source: null }).profile).toMatchObject({ blanks: {}, source: 'public' });
  });

  it.each([
    [60, 'enabled', false],
    [61, 'enabled', true],
    [61, 'paused', false],
    [61, 'archived', false],
  ] as const)('read %i minutes ago and %s: stale is %s', (minutes, control, stale) => {
    expect(shown({ succeededAt: ago(minutes), control }).stale).toBe(stale);
  });

  it.each([
    ['running', 'scheduled', true],
    ['running', 'heal', true],
    ['running', 'backfill', true],
    ['running', 'webhook', true],
    ['running', 'manual', false],
    ['running', 'first', false],
    ['queued', 'scheduled', false],
  ] as const)('%s for a %s sync: refreshing is %s', (activity, cause, isRefreshing) => {
    expect(shown({ activity, cause }).isRefreshing).toBe(isRefreshing);
  });

  it.each([
    ['waiting_retry', true],
    ['waiting_limit', true],
    ['waiting_platform', true],
    ['idle', false],
    ['running', false],
  ] as const)('%s names a next try: %s', (activity, named) => {
    expect(shown({ activity }).nextTryAt).toBe(named ? later(30).toISOString() : null);
  });
});

describe('what went wrong', () => {
  it.each(['ERROR', 'RECONNECT_NEEDED'] as const)('%s comes with code, words, next step and time', (status) => {
    expect(shown({ status, lastCode: 'PROFILE_SUSPENDED', lastCodeAt: ago(5) }).error).toEqual({
      code: 'PROFILE_SUSPENDED',
      text: 'NETWORK has suspended this profile.',
      action: 'Ask the talent to settle it with NETWORK; we look again now and then.',
      retry: 'user',
      at: ago(5).toISOString(),
    });
  });

  it('falls back on the product’s code, then on our own fault, and on the day of creation', () => {
    expect(shown({ status: 'ERROR', profileCode: 'WORKER_LOST' }).error).toMatchObject({
      code: 'WORKER_LOST',
      at: ago(600).toISOString(),
    });
    expect(shown({ status: 'ERROR' }).error?.code).toBe('SYNC_INTERNAL');
  });

  it.each(['PENDING', 'SYNCING', 'READY', 'PAUSED', 'DISCONNECTED'] as const)('%s shows no error', (status) => {
    expect(shown({ status, lastCode: 'PLATFORM_UNAVAILABLE', lastCodeAt: ago(5) }).error).toBeNull();
  });
});

describe('what there is to warn of', () => {
  const codes = (given: Partial<ConnectionRow>) => shown(given).warnings.map(({ code }) => code);

  it('no public data: the talent would have to consent', () => {
    expect(codes({ outcome: 'not_supported' })).toEqual(['NO_PUBLIC_DATA']);
  });

  it('a limit, and until when', () => {
    const limited = { activity: 'waiting_limit', lastCode: 'RATE_LIMITED', blockedUntil: later(7) } as const;
    expect(shown(limited).warnings).toEqual([
      {
        code: 'RATE_LIMITED',
        text: 'NETWORK asked us to slow down. Nothing to do: it resumes by itself.',
        until: later(7).toISOString(),
      },
    ]);
    expect(shown({ ...limited, blockedUntil: null }).warnings[0]?.until).toBe(later(30).toISOString());
  });

  it('a retry, and when', () => {
    expect(shown({ activity: 'waiting_retry', lastCode: 'SYNC_TIMEOUT' }).warnings).toMatchObject([
      { code: 'SYNC_TIMEOUT', until: later(30).toISOString() },
    ]);
    expect(codes({ activity: 'waiting_retry', lastCode: null })).toEqual([]);
  });

  it('strikes, as long as they are not the error itself, and only once', () => {
    expect(codes({ strikes: 1, lastCode: 'PROFILE_NOT_FOUND' })).toEqual(['PROFILE_NOT_FOUND']);
    expect(codes({ strikes: 1, lastCode: null })).toEqual([]);
    expect(codes({ strikes: 3, lastCode: 'PROFILE_NOT_FOUND', status: 'ERROR' })).toEqual([]);
    expect(codes({ strikes: 1, lastCode: 'SYNC_TIMEOUT', activity: 'waiting_retry' })).toEqual(['SYNC_TIMEOUT']);
  });

  it.each(['failed', 'partial'] as const)('posts that are %s, with the reason where there is one', (postsOutcome) => {
    expect(shown({ postsOutcome, postsCode: 'SYNC_TIMEOUT' }).warnings).toEqual([
      {
        code: 'PARTIAL_SYNC',
        text: 'Posts could not be read completely. NETWORK took too long to answer.',
        until: null,
      },
    ]);
    expect(shown({ postsOutcome }).warnings).toMatchObject([{ text: 'Posts could not be read completely.' }]);
  });
});

describe('the little that a poll says', () => {
  const aStatus = (given: Partial<StatusRow> = {}) =>
    toStatus(
      {
        id: 'connection',
        postsActivity: 'idle',
        postsSeen: null,
        posts: 500n,
        status: 'READY',
        activity: 'idle',
        cause: 'scheduled',
        profileCode: null,
        lastCode: 'SYNC_TIMEOUT',
        nextSyncAt: later(30),
        succeededAt: ago(20),
        followers: 5n,
        ...given,
      },
      200,
    );

  it('is what the whole answer says', () => {
    expect(aStatus()).toEqual({
      id: 'connection',
      status: 'READY',
      isRefreshing: false,
      code: null,
      nextTryAt: null,
      lastSyncAt: ago(20).toISOString(),
      followers: 5,
      progress: null,
    });
    expect(aStatus({ followers: null, succeededAt: null })).toMatchObject({ followers: null, lastSyncAt: null });
  });

  it.each([
    [
      { postsActivity: 'running', postsSeen: 50 },
      { read: 50, of: 200 },
    ],
    [
      { postsActivity: 'waiting_retry', postsSeen: 50, posts: 120n },
      { read: 50, of: 120 },
    ],
    [
      { postsActivity: 'running', postsSeen: 50, posts: 40n },
      { read: 50, of: 50 },
    ],
    [
      { postsActivity: 'running', postsSeen: 50, posts: null },
      { read: 50, of: null },
    ],
    [{ postsActivity: 'running', postsSeen: null }, null],
    [{ postsActivity: 'idle', postsSeen: 200 }, null],
  ] as const)('%p: so far %p', (given, progress) => {
    expect(aStatus(given).progress).toEqual(progress);
  });

  it.each([
    [{ status: 'ERROR' }, 'SYNC_TIMEOUT', false],
    [{ activity: 'waiting_retry' }, 'SYNC_TIMEOUT', true],
    [{ activity: 'waiting_limit' }, 'SYNC_TIMEOUT', true],
    [{ activity: 'running' }, null, false],
  ] as const)('%j: code %s', (given, code, named) => {
    expect(aStatus(given)).toMatchObject({ code, nextTryAt: named ? later(30).toISOString() : null });
  });
});
