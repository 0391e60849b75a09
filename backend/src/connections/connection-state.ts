/** The three axes of a connection, and the one pure function that turns them into the status people see. */

export const STATUSES = ['PENDING', 'SYNCING', 'READY', 'ERROR', 'RECONNECT_NEEDED', 'PAUSED', 'DISCONNECTED'] as const;
export type Status = (typeof STATUSES)[number];

export const AUTHS = ['none', 'pending_consent', 'active', 'expiring', 'reauth_required', 'revoked'] as const;
export type Auth = (typeof AUTHS)[number];

export const CONTROLS = ['enabled', 'paused', 'suspended', 'archived'] as const;
export type Control = (typeof CONTROLS)[number];

export const OUTCOMES = ['never', 'ok', 'partial', 'failed', 'not_supported', 'not_granted'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const ACTIVITIES = ['idle', 'queued', 'running', 'waiting_retry', 'waiting_limit', 'waiting_platform'] as const;
export type Activity = (typeof ACTIVITIES)[number];

export const CAUSES = ['first', 'manual', 'scheduled', 'backfill', 'heal', 'webhook'] as const;
export type Cause = (typeof CAUSES)[number];

export const PRODUCTS = ['profile', 'posts'] as const;
export type Product = (typeof PRODUCTS)[number];

export interface ProductState {
  readonly outcome: Outcome;
  readonly activity: Activity;
  readonly cause: Cause;
}

export interface Axes {
  readonly control: Control;
  readonly auth: Auth;
  readonly profile: ProductState;
}

/** A person waits for these; a background refresh never changes what is shown. */
export const WATCHED: readonly Cause[] = ['first', 'manual'];

export const isWatched = (cause: Cause): boolean => WATCHED.includes(cause);

const isSyncing = ({ activity, cause }: ProductState): boolean =>
  (activity === 'running' || activity === 'waiting_retry') && isWatched(cause);

/**
 * First match wins; `because` is what the documentation says.
 *
 * @public read by the documentation's generator
 */
export const STATUS_RULES: readonly {
  readonly when: (axes: Axes) => boolean;
  readonly status: Status;
  readonly because: string;
}[] = [
  {
    when: ({ control }) => control === 'archived',
    status: 'DISCONNECTED',
    because: 'Somebody disconnected it and kept its data. Nothing is read any more.',
  },
  {
    when: ({ control }) => control === 'paused',
    status: 'PAUSED',
    because: 'Somebody paused it. Its data stays; nothing is read until it is resumed.',
  },
  {
    when: ({ auth }) => auth === 'pending_consent',
    status: 'PENDING',
    because: 'The talent has not given consent yet.',
  },
  {
    when: ({ auth }) => auth === 'reauth_required' || auth === 'revoked',
    status: 'RECONNECT_NEEDED',
    because: 'The platform ended our access, or the talent withdrew it. Data shown is from before.',
  },
  {
    when: ({ control }) => control === 'suspended',
    status: 'ERROR',
    because: 'Rostrum stopped reading it. The code says why.',
  },
  {
    when: ({ profile }) => isSyncing(profile),
    status: 'SYNCING',
    because: 'A sync that somebody waits for (the first one, or one by hand) is running, or waits for its next try.',
  },
  {
    when: ({ profile }) => profile.outcome === 'failed',
    status: 'ERROR',
    because: 'All tries of the last sync are spent. It is still looked at again by itself, less often.',
  },
  {
    when: ({ profile }) => profile.outcome === 'not_supported',
    status: 'READY',
    because: 'The platform gives no public data for this profile; a warning says so.',
  },
  {
    when: ({ profile }) => profile.outcome === 'never',
    status: 'PENDING',
    because: 'It waits for its first read.',
  },
];

/**
 * What no rule claims.
 *
 * @public
 */
export const OTHERWISE = {
  status: 'READY',
  because: 'It was read, and is read again by itself. A background refresh never changes what is shown.',
} as const;

export const statusOf = (axes: Axes): Status => STATUS_RULES.find(({ when }) => when(axes))?.status ?? OTHERWISE.status;

/** What can happen to a data product's activity. */
export type SyncEvent = 'request' | 'claim' | 'succeed' | 'fail' | 'retry' | 'limit' | 'outage' | 'release' | 'halt';

interface Transition {
  readonly from: readonly Activity[];
  readonly to: Activity;
}

const WAITING: readonly Activity[] = ['waiting_retry', 'waiting_limit', 'waiting_platform'];

/** The whole table; anything else is refused. */
export const TRANSITIONS: Readonly<Record<SyncEvent, Transition>> = {
  request: { from: ['idle', 'queued', ...WAITING], to: 'queued' },
  claim: { from: ['idle', 'queued', ...WAITING], to: 'running' },
  succeed: { from: ['running'], to: 'idle' },
  fail: { from: ['running'], to: 'idle' },
  retry: { from: ['running'], to: 'waiting_retry' },
  limit: { from: ['running'], to: 'waiting_limit' },
  outage: { from: ['running'], to: 'waiting_platform' },
  release: { from: ['running'], to: 'queued' },
  halt: { from: ACTIVITIES, to: 'idle' },
};

/** The activity after an event, or null where the table has no such step. */
export function nextActivity(from: Activity, event: SyncEvent): Activity | null {
  const transition = TRANSITIONS[event];
  return transition.from.includes(from) ? transition.to : null;
}

/** Lanes in the order in which they are served. */
export const LANES = { interactive: 0, scheduled: 1, backfill: 2 } as const;
export type Lane = keyof typeof LANES;
export const laneOf = (value: number): Lane =>
  (Object.keys(LANES) as Lane[]).find((lane) => LANES[lane] === value) ?? 'scheduled';
