/** The whole truth of a list or page: exactly one of five drawn states at any moment. */
import type { Problem } from './problem';

export type ScreenState<T> =
  | { kind: 'loading' }
  | { kind: 'empty'; at: Date }
  | { kind: 'error'; problem: Problem }
  | { kind: 'stale'; data: T; at: Date; problem: Problem }
  | { kind: 'data'; data: T; at: Date };

export function loaded<T>(data: T, isEmpty: boolean, at: Date): ScreenState<T> {
  return isEmpty ? { kind: 'empty', at } : { kind: 'data', data, at };
}

/** A failed refresh never takes away what was on the page: it only tells its age. */
export function failed<T>(before: ScreenState<T>, problem: Problem): ScreenState<T> {
  switch (before.kind) {
    case 'data':
    case 'stale':
      return { kind: 'stale', data: before.data, at: before.at, problem };
    case 'empty':
    case 'loading':
    case 'error':
      return { kind: 'error', problem };
  }
}

export function shown<T>(state: ScreenState<T>): T | null {
  return state.kind === 'data' || state.kind === 'stale' ? state.data : null;
}

export function withData<T>(state: ScreenState<T>, change: (data: T) => T): ScreenState<T> {
  return state.kind === 'data' || state.kind === 'stale' ? { ...state, data: change(state.data) } : state;
}
