/** How imports and their rows are spoken of. */
import type { ImportResponse } from '../core/api/models';
import type { BadgeTone } from '../ui/badge';
import { exactNumber, plural } from '../ui/numbers';
import type { RowOutcome } from './imports-api';

interface Words {
  readonly word: string;
  readonly tone: BadgeTone;
}

export const OUTCOMES: Readonly<Record<RowOutcome, Words>> = {
  ready: { word: 'Ready', tone: 'busy' },
  refused: { word: 'Refused', tone: 'care' },
  known: { word: 'Already there', tone: 'rest' },
  connected: { word: 'Added', tone: 'good' },
  failed: { word: 'Failed', tone: 'bad' },
};

export const STATUSES: Readonly<Record<ImportResponse['status'], Words>> = {
  checked: { word: 'Checked', tone: 'rest' },
  running: { word: 'Running', tone: 'busy' },
  done: { word: 'Done', tone: 'good' },
  cancelled: { word: 'Stopped', tone: 'care' },
};

/** What is done of what there was to do, in hundredths. */
export function progressOf({ counts: { ready, connected, failed } }: ImportResponse): number {
  const all = ready + connected + failed;
  return all === 0 ? 100 : Math.floor(((connected + failed) / all) * 100);
}

/** "41 added, 2 refused", without what there is none of. */
export function countWords({ counts }: ImportResponse): string {
  const parts = (Object.keys(OUTCOMES) as RowOutcome[])
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${exactNumber(counts[outcome])} ${OUTCOMES[outcome].word.toLowerCase()}`);
  return parts.join(', ');
}

/** What the page says first. */
export function headline(run: ImportResponse): string {
  const { ready, connected, failed } = run.counts;
  switch (run.status) {
    case 'checked':
      return ready === 0 ? 'Nothing to add' : `${plural(ready, 'row')} ready to add`;
    case 'running':
      return `${plural(connected + failed, 'row')} done, ${plural(ready, 'row')} to go`;
    case 'cancelled':
      return `Stopped with ${plural(ready, 'row')} to go`;
    case 'done':
      return connected === 0 ? 'Nothing was added' : `${plural(connected, 'row')} added`;
  }
}
