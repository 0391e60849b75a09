/** What a platform lets itself be asked: so many calls in each fixed window, said in its own headers, refused in its own form. */
import type { PlatformName } from './accounts.ts';
import type { Call, CallKind } from './routes.ts';

export interface Quota {
  readonly platform: PlatformName;
  readonly kinds: readonly CallKind[];
  readonly calls: number;
  readonly windowSeconds: number;
}

export interface Taken {
  readonly refusal: { readonly status: number; readonly body: unknown } | null;
  readonly headers: Record<string, string>;
}

type Headers = (left: number, quota: Quota, resetSeconds: number) => Record<string, string>;
const HEADERS: Readonly<Record<PlatformName, Headers>> = {
  bluesky: (left, { calls, windowSeconds }, reset) => ({
    'ratelimit-limit': String(calls),
    'ratelimit-remaining': String(left),
    'ratelimit-reset': String(reset),
    'ratelimit-policy': `${calls};w=${windowSeconds}`,
  }),
  x: (left, { calls }, reset) => ({
    'x-rate-limit-limit': String(calls),
    'x-rate-limit-remaining': String(left),
    'x-rate-limit-reset': String(reset),
  }),
  youtube: () => ({}),
};

const REFUSALS: Readonly<Record<PlatformName, { readonly status: number; readonly body: unknown }>> = {
  bluesky: { status: 429, body: { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' } },
  x: {
    status: 429,
    body: { title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank', status: 429 },
  },
  youtube: { status: 403, body: { error: { code: 403, errors: [{ reason: 'rateLimitExceeded' }] } } },
};

export class Quotas {
  private readonly used = new Map<string, number>();
  private quotas: readonly Quota[];

  constructor(quotas: readonly Quota[]) {
    this.quotas = quotas;
  }

  set(quotas: readonly Quota[]): void {
    this.quotas = quotas;
    this.used.clear();
  }

  take({ platform, kind }: Call, now: number): Taken {
    const quota = this.quotas.find((one) => one.platform === platform && one.kinds.includes(kind));
    if (!quota) return { refusal: null, headers: {} };
    const window = Math.floor(now / 1_000 / quota.windowSeconds);
    const key = `${platform}.${quota.kinds.join()}.${window}`;
    const used = (this.used.get(key) ?? 0) + 1;
    this.used.set(key, used);
    const headers = HEADERS[platform](Math.max(0, quota.calls - used), quota, (window + 1) * quota.windowSeconds);
    return { refusal: used > quota.calls ? REFUSALS[platform] : null, headers };
  }
}
