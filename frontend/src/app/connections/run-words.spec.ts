import type { RunResponse } from '../core/api/models';
import { broughtBy, causeOf } from './run-words';

const run = (change: Partial<RunResponse>): RunResponse => ({
  id: 'r1',
  cause: 'scheduled',
  outcome: 'ok',
  startedAt: '2026-11-22T12:00:00Z',
  finishedAt: null,
  durationMs: null,
  calls: 2,
  postsSeen: 0,
  postsNew: 0,
  postsChanged: 0,
  code: null,
  text: null,
  attempt: 0,
  ...change,
});

it.each([
  [0, 'On schedule'],
  [1, 'On schedule, 2nd try'],
  [2, 'On schedule, 3rd try'],
  [3, 'On schedule, 4th try'],
])('after %d tries the cause reads "%s"', (attempt, words) => {
  expect(causeOf(run({ attempt }))).toBe(words);
});

it.each([
  [{ postsSeen: 1, postsNew: 1 }, '1 post seen, 1 new'],
  [{ postsSeen: 120, postsNew: 3, postsChanged: 2 }, '120 posts seen, 3 new, 2 edited'],
  [{}, '0 posts seen'],
  [{ outcome: 'failed' as const }, null],
])('what %j brought reads %j', (change, words) => {
  expect(broughtBy(run(change))).toBe(words);
});
