/** How a connection's status reads and which tone it takes: the same everywhere in the console. */
import type { ConnectionProblem, ConnectionStatus } from './api/models';

export type Tone = 'good' | 'busy' | 'rest' | 'care' | 'bad';

export interface StatusWords {
  label: string;
  tone: Tone;
  meaning: string;
}

const WORDS: Record<ConnectionStatus, StatusWords> = {
  PENDING: { label: 'Pending', tone: 'rest', meaning: 'Waiting for its first read' },
  SYNCING: { label: 'Syncing', tone: 'busy', meaning: 'Being read right now' },
  READY: { label: 'Ready', tone: 'good', meaning: 'Read and refreshed on schedule' },
  ERROR: { label: 'Error', tone: 'bad', meaning: 'The last read failed' },
  RECONNECT_NEEDED: { label: 'Reconnect needed', tone: 'care', meaning: 'The talent has to allow access again' },
  PAUSED: { label: 'Paused', tone: 'rest', meaning: 'Not refreshed until resumed' },
  DISCONNECTED: { label: 'Disconnected', tone: 'rest', meaning: 'No longer refreshed; its data was kept' },
};

export const STATUSES = Object.keys(WORDS) as ConnectionStatus[];

export function statusWords(status: ConnectionStatus): StatusWords {
  return WORDS[status] ?? { label: status, tone: 'rest', meaning: '' };
}

export function inMotion(status: ConnectionStatus): boolean {
  return status === 'PENDING' || status === 'SYNCING';
}

export function needsHand(status: ConnectionStatus): boolean {
  return status === 'ERROR' || status === 'RECONNECT_NEEDED';
}

/** Whoever runs Rostrum has to act, or nobody can: trying again is no way out, at most a check that it is mended. */
export function retryIsSecond(error: Pick<ConnectionProblem, 'retry'> | null): boolean {
  return error?.retry === 'operator' || error?.retry === 'no';
}
