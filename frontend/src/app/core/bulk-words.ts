/** What came of doing one thing to many, in a sentence: how many it worked for, and why not for the others. */
import { plural } from '../ui/numbers';

export type BulkAction = 'sync' | 'pause' | 'resume' | 'tag' | 'untag' | 'archive' | 'unarchive';

export interface BulkResult {
  ok: boolean;
  problem: { code: string; detail: string } | null;
}

const DONE: Record<BulkAction, (count: number, tag: string) => string> = {
  sync: (count) => `${plural(count, 'profile is', 'profiles are')} being read`,
  pause: (count) => `${plural(count, 'profile')} paused`,
  resume: (count) => `${plural(count, 'profile')} resumed`,
  tag: (count, tag) => `${plural(count, 'talent')} tagged “${tag}”`,
  untag: (count, tag) => `“${tag}” taken off ${plural(count, 'talent')}`,
  archive: (count) => `${plural(count, 'talent')} archived`,
  unarchive: (count) => `${plural(count, 'talent is', 'talents are')} back on the roster`,
};
const REASONS_TOLD = 2;

export function doneWords(action: BulkAction, results: readonly BulkResult[], tag = ''): string {
  const done = results.filter(({ ok }) => ok).length;
  if (!results.length) return 'Nobody chosen has a profile connected.';
  return `${DONE[action](done, tag)}${done < results.length ? ',' : '.'}`;
}

/** Null when it worked for all. The same reason is told once, the commonest first. */
export function failedWords(results: readonly BulkResult[]): string | null {
  const problems = results.flatMap(({ ok, problem }) => (ok || !problem ? [] : [problem]));
  if (!problems.length) return null;
  const byCode = new Map<string, { detail: string; count: number }>();
  for (const { code, detail } of problems) {
    const known = byCode.get(code);
    byCode.set(code, { detail: known?.detail ?? detail, count: (known?.count ?? 0) + 1 });
  }
  const reasons = [...byCode.values()].sort((a, b) => b.count - a.count);
  const told = reasons
    .slice(0, REASONS_TOLD)
    .map(({ detail, count }) => (count > 1 ? `${detail} (${count} such)` : detail));
  const rest = reasons.slice(REASONS_TOLD).reduce((sum, { count }) => sum + count, 0);
  return `${problems.length} not: ${told.join(' ')}${rest ? ` And ${rest} for other reasons.` : ''}`;
}
