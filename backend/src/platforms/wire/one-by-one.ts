/** Accounts that a reading of many asks for one at a time: what fails of one is its own, for as long as that can be. */
import { chunked } from '../../core/chunked.js';
import { isAccountError } from '../contract/account-error.js';
import type { ProfileAnswer } from '../contract/fetcher.js';
import { isOutage } from '../contract/outage.js';
import { PlatformError } from '../contract/platform-error.js';

interface Manner {
  /** So many are asked for at the same time. */
  readonly atOnce?: number;
  /** Somebody else of the same reading was read already: it has not failed as a whole, whatever becomes of these. */
  readonly othersRead?: boolean;
}

/** One account may trip a platform up; as many as this one after the other is the platform itself. */
const IN_A_ROW = 3;

type Failed = Extract<ProfileAnswer, { ok: false }>;

/**
 * By what was asked for. Where a limit is reached on the way, or the platform is down, those who were read stay so, and the others
 * are not asked for: a limit smaller than a batch would otherwise never let anybody through. Rejects where nobody was read.
 */
export async function askEach<T>(
  items: readonly T[],
  ask: (item: T) => Promise<ProfileAnswer>,
  { atOnce = 1, othersRead = false }: Manner = {},
): Promise<ReadonlyMap<T, ProfileAnswer>> {
  const told = new Map<T, ProfileAnswer>();
  let over: Failed | null = null;
  for (const chunk of chunked(items, atOnce)) {
    const ended: Failed | null = over;
    const read = await Promise.all(chunk.map(async (item) => [item, ended ?? (await settled(ask, item))] as const));
    for (const [item, answer] of read) told.set(item, answer);
    over ??= endOf([...told.values()]);
  }
  const answers = [...told.values()];
  const failed = answers.find(saysNothing);
  if (failed && !othersRead && answers.every(saysNothing)) throw failed.error;
  return told;
}

async function settled<T>(ask: (item: T) => Promise<ProfileAnswer>, item: T): Promise<ProfileAnswer> {
  try {
    return await ask(item);
  } catch (error) {
    if (error instanceof PlatformError && error.code !== 'WORKER_LOST') return { ok: false, error };
    throw error;
  }
}

/** What keeps all the others from being asked for; null where nothing does. */
function endOf(answers: readonly ProfileAnswer[]): Failed | null {
  const forAll = answers.find((answer): answer is Failed => isFailed(answer) && !isOutage(answer.error));
  const last = answers.slice(-IN_A_ROW).filter(isFailed);
  return forAll ?? (last.length === IN_A_ROW ? (last[0] ?? null) : null);
}

/** Of the account nothing is known after it. */
const saysNothing = (answer: ProfileAnswer): answer is Failed => !answer.ok && !isAccountError(answer.error);

/** And it may be so with others as well; an entry that cannot be read is that one's alone. */
const isFailed = (answer: ProfileAnswer): answer is Failed =>
  saysNothing(answer) && answer.error.code !== 'PLATFORM_CONTRACT_CHANGED';
