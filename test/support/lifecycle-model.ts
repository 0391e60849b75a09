/** What a sync's life should be, said once more without a database: plain steps from state to state. */
import { nextActivity } from '../../backend/src/connections/connection-state.js';
import type { Activity, Cause, Control, Outcome } from '../../backend/src/connections/connection-state.js';

export type EndKind = 'succeed' | 'retry' | 'limit' | 'outage' | 'fail';

export interface Life {
  control: Control;
  outcome: Outcome;
  /** What the products say while nothing is leased. */
  resting: { activity: Activity; cause: Cause };
  cause: Cause;
  lane: number;
  requested: number;
  done: number;
  claimed: number;
  token: number;
  leased: boolean;
  begun: boolean;
  crashes: number;
  attempt: number;
  failures: number;
  due: 'never' | 'now' | 'later';
  blocked: boolean;
  read: boolean;
}

export const born = (): Life => ({
  control: 'enabled',
  outcome: 'never',
  resting: { activity: 'queued', cause: 'first' },
  cause: 'first',
  lane: 1,
  requested: 1,
  done: 0,
  claimed: 0,
  token: 0,
  leased: false,
  begun: false,
  crashes: 0,
  attempt: 0,
  failures: 0,
  due: 'now',
  blocked: false,
  read: false,
});

const BACKGROUND = 1;
const FIRST_IN_LINE = 0;

export const canBeClaimed = ({ control, leased, due }: Life): boolean =>
  control === 'enabled' && !leased && due === 'now';

export function request(life: Life): void {
  life.requested += 1;
  life.crashes = 0;
  if (life.leased) return;
  life.cause = life.cause === 'first' && life.done === 0 ? 'first' : 'manual';
  Object.assign(life, { lane: FIRST_IN_LINE, blocked: false, attempt: 0, failures: 0, due: 'now' });
  life.resting = { activity: 'queued', cause: life.outcome === 'never' ? 'first' : 'manual' };
}

export function claim(life: Life): void {
  Object.assign(life, { leased: true, begun: false, token: life.token + 1, claimed: life.requested });
}

export function end(life: Life, kind: EndKind): void {
  const asked = life.requested > life.claimed;
  const ran = life.cause;
  Object.assign(life, { leased: false, begun: false, crashes: 0, done: life.claimed });
  if (kind === 'succeed') Object.assign(life, { outcome: 'ok', read: true });
  if (kind === 'fail') life.outcome = 'failed';
  const activity = nextActivity('running', kind) ?? 'idle';
  if (asked) {
    life.resting = { activity: 'queued', cause: 'manual' };
    Object.assign(life, { cause: 'manual', lane: FIRST_IN_LINE, attempt: 0, failures: 0, blocked: false, due: 'now' });
    return;
  }
  life.resting = { activity, cause: ran };
  Object.assign(life, { due: 'later', blocked: kind === 'limit', ...nextOf(life, kind) });
}

/** What the caller of an end says of the next sync. */
export function nextOf(
  { attempt, failures, cause }: Pick<Life, 'attempt' | 'failures' | 'cause'>,
  kind: EndKind,
): Pick<Life, 'attempt' | 'failures' | 'cause' | 'lane'> {
  if (kind === 'succeed') return { attempt: 0, failures: 0, cause: 'scheduled', lane: BACKGROUND };
  if (kind === 'fail') return { attempt: 0, failures: failures + 1, cause: 'heal', lane: BACKGROUND };
  return { attempt: attempt + Number(kind === 'retry'), failures, cause, lane: BACKGROUND };
}

/** The lease ends without an end. */
export function giveBack(life: Life): void {
  if (life.requested > life.claimed) {
    life.lane = FIRST_IN_LINE;
    if (life.cause !== 'first') life.cause = 'manual';
  }
  life.resting = { activity: 'queued', cause: life.cause };
  Object.assign(life, { leased: false, begun: false });
}

export function crash(life: Life, crashesToPoison: number): void {
  life.crashes += Number(life.begun);
  giveBack(life);
  if (life.crashes < crashesToPoison) return;
  life.resting = { activity: 'idle', cause: 'heal' };
  const parked = { cause: 'heal', lane: BACKGROUND, crashes: 0, attempt: 0, failures: life.failures + 1, due: 'later' };
  Object.assign(life, parked, { outcome: 'failed' });
}

export function stop(life: Life, control: 'paused' | 'archived'): void {
  Object.assign(life, { control, leased: false, begun: false, token: life.token + 1, due: 'never' });
  life.resting = { ...life.resting, activity: 'idle' };
}

export function wake(life: Life, atOnce: boolean): void {
  const now = !life.blocked && (atOnce || !life.read || life.requested > life.done);
  Object.assign(life, { control: 'enabled', attempt: 0, crashes: 0, due: now ? 'now' : 'later' });
  life.resting = { activity: now ? 'queued' : 'idle', cause: life.cause };
}

export function timePasses(life: Life): void {
  if (life.due === 'later') Object.assign(life, { due: 'now', blocked: false });
}
