/** How Today reads: what is one group's step for all of it, and what goes on without anybody. */
import type { AttentionGroup, AttentionItem } from '../core/api/models';
import { plural } from '../ui/numbers';

export type Step = 'sync' | 'resume';

const STEP_OF: Partial<Record<AttentionItem['deed'], Step>> = { retry: 'sync', resume: 'resume' };
const VERBS: Record<Step, string> = { sync: 'Retry', resume: 'Resume' };

export interface StepForAll {
  step: Step;
  ids: readonly string[];
  label: string;
}

/** Nobody has to do anything about it: it is said last, and quietly. */
export function heals({ items, retry }: AttentionGroup): boolean {
  return items.every(({ deed }) => deed === 'none') && (retry === 'auto' || retry === 'when-told');
}

/** What can be done to all that are listed at once; null where that is one only, or where each wants its own look. */
export function stepForAll({ items, count }: AttentionGroup): StepForAll | null {
  const steps = new Set(items.map(({ deed }) => STEP_OF[deed] ?? null));
  const [step] = steps;
  if (steps.size !== 1 || !step || items.length < 2) return null;
  const all = count > items.length ? `these ${items.length}` : `all ${count}`;
  return { step, ids: items.map(({ connectionId }) => connectionId), label: `${VERBS[step]} ${all}` };
}

export function stepOf({ deed }: AttentionItem): { step: Step; label: string } | null {
  const step = STEP_OF[deed];
  return step ? { step, label: VERBS[step] } : null;
}

export function headline(total: number): string {
  return total ? `${plural(total, 'profile needs', 'profiles need')} a hand` : 'Nothing needs you';
}
