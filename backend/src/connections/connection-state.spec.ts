import {
  ACTIVITIES,
  AUTHS,
  CAUSES,
  CONTROLS,
  nextActivity,
  OUTCOMES,
  STATUSES,
  statusOf,
  TRANSITIONS,
} from './connection-state.js';
import type { Activity, Axes, Status, SyncEvent } from './connection-state.js';

const axes = (
  over: { control?: Axes['control']; auth?: Axes['auth']; profile?: Partial<Axes['profile']> } = {},
): Axes => ({
  control: over.control ?? 'enabled',
  auth: over.auth ?? 'none',
  profile: { outcome: 'ok', activity: 'idle', cause: 'scheduled', ...over.profile },
});

const everyCombination = (): Axes[] =>
  CONTROLS.flatMap((control) =>
    AUTHS.flatMap((auth) =>
      OUTCOMES.flatMap((outcome) =>
        ACTIVITIES.flatMap((activity) =>
          CAUSES.map((cause) => ({ control, auth, profile: { outcome, activity, cause } })),
        ),
      ),
    ),
  );

describe('the status that is shown', () => {
  const cases: [string, Axes, Status][] = [
    ['never read', axes({ profile: { outcome: 'never', cause: 'first' } }), 'PENDING'],
    [
      'queued for the first time',
      axes({ profile: { outcome: 'never', activity: 'queued', cause: 'first' } }),
      'PENDING',
    ],
    ['first read running', axes({ profile: { outcome: 'never', activity: 'running', cause: 'first' } }), 'SYNCING'],
    [
      'first read between tries',
      axes({ profile: { outcome: 'never', activity: 'waiting_retry', cause: 'first' } }),
      'SYNCING',
    ],
    [
      'first read held back by a limit',
      axes({ profile: { outcome: 'never', activity: 'waiting_limit', cause: 'first' } }),
      'PENDING',
    ],
    ['read', axes(), 'READY'],
    ['a background refresh running', axes({ profile: { activity: 'running', cause: 'scheduled' } }), 'READY'],
    [
      'a background refresh between tries',
      axes({ profile: { activity: 'waiting_retry', cause: 'scheduled' } }),
      'READY',
    ],
    ['a person asked, running', axes({ profile: { activity: 'running', cause: 'manual' } }), 'SYNCING'],
    [
      'a person asked, held back by a limit',
      axes({ profile: { activity: 'waiting_limit', cause: 'manual' } }),
      'READY',
    ],
    ['all tries spent', axes({ profile: { outcome: 'failed' } }), 'ERROR'],
    [
      'healing in the background',
      axes({ profile: { outcome: 'failed', activity: 'running', cause: 'heal' } }),
      'ERROR',
    ],
    [
      'a person retries an error',
      axes({ profile: { outcome: 'failed', activity: 'running', cause: 'manual' } }),
      'SYNCING',
    ],
    ['nothing public to read', axes({ profile: { outcome: 'not_supported' } }), 'READY'],
    ['only part of it read', axes({ profile: { outcome: 'partial' } }), 'READY'],
    ['waiting for consent', axes({ auth: 'pending_consent' }), 'PENDING'],
    ['consent lost', axes({ auth: 'reauth_required' }), 'RECONNECT_NEEDED'],
    [
      'consent withdrawn',
      axes({ auth: 'revoked', profile: { activity: 'running', cause: 'manual' } }),
      'RECONNECT_NEEDED',
    ],
    ['suspended', axes({ control: 'suspended' }), 'ERROR'],
    ['paused while running', axes({ control: 'paused', profile: { activity: 'running', cause: 'first' } }), 'PAUSED'],
    [
      'archived, whatever else',
      axes({ control: 'archived', auth: 'revoked', profile: { outcome: 'failed' } }),
      'DISCONNECTED',
    ],
  ];

  it.each(cases)('%s', (_, given, expected) => {
    expect(statusOf(given)).toBe(expected);
  });

  it('is defined for every combination of the axes', () => {
    const reached = new Set(everyCombination().map(statusOf));
    expect([...reached].sort()).toEqual([...STATUSES].sort());
  });

  it('never changes for a background refresh', () => {
    for (const cause of ['scheduled', 'backfill', 'heal', 'webhook'] as const) {
      for (const given of everyCombination().filter(
        ({ profile }) => profile.activity === 'idle' && profile.cause === cause,
      )) {
        expect(statusOf({ ...given, profile: { ...given.profile, activity: 'running' } })).toBe(statusOf(given));
      }
    }
  });
});

describe('the transitions of a sync', () => {
  const allowed: Record<SyncEvent, Activity[]> = {
    request: ['idle', 'queued', 'waiting_retry', 'waiting_limit', 'waiting_platform'],
    claim: ['idle', 'queued', 'waiting_retry', 'waiting_limit', 'waiting_platform'],
    succeed: ['running'],
    fail: ['running'],
    retry: ['running'],
    limit: ['running'],
    outage: ['running'],
    release: ['running'],
    halt: [...ACTIVITIES],
  };
  const steps = (Object.keys(TRANSITIONS) as SyncEvent[]).flatMap((event) =>
    ACTIVITIES.map((from) => ({ event, from })),
  );

  it.each(steps)('$event from $from', ({ event, from }) => {
    expect(nextActivity(from, event)).toBe(allowed[event].includes(from) ? TRANSITIONS[event].to : null);
  });
});
