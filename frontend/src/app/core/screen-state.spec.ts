import type { Problem } from './problem';
import { failed, loaded, shown, withData, type ScreenState } from './screen-state';

const at = new Date('2026-11-22T12:00:00Z');
const problem: Problem = {
  status: 503,
  code: 'SERVICE_UNAVAILABLE',
  title: 'Not ready',
  detail: 'Try again in a moment.',
  action: null,
  requestId: 'r1',
  retryAfter: null,
  connectionCode: null,
  errors: [],
  existing: null,
  author: null,
};

describe('screen state', () => {
  it('is data when something came, and empty when nothing did', () => {
    expect(loaded(['a'], false, at)).toEqual({ kind: 'data', data: ['a'], at });
    expect(loaded([], true, at)).toEqual({ kind: 'empty', at });
  });

  it('keeps what was shown when a refresh fails, with its age', () => {
    const before: ScreenState<string[]> = { kind: 'data', data: ['a'], at };
    expect(failed(before, problem)).toEqual({ kind: 'stale', data: ['a'], at, problem });
    expect(failed(failed(before, problem), problem)).toEqual({ kind: 'stale', data: ['a'], at, problem });
  });

  it.each<ScreenState<string[]>>([{ kind: 'loading' }, { kind: 'empty', at }, { kind: 'error', problem }])(
    'is an error when a read fails with nothing to keep (%p)',
    (before) => {
      expect(failed(before, problem)).toEqual({ kind: 'error', problem });
    },
  );

  it('shows data and stale data, nothing else', () => {
    expect(shown({ kind: 'stale', data: 1, at, problem })).toBe(1);
    expect(shown<number>({ kind: 'error', problem })).toBeNull();
  });

  it('changes only what is there', () => {
    expect(withData<number>({ kind: 'data', data: 1, at }, (value) => value + 1)).toEqual({
      kind: 'data',
      data: 2,
      at,
    });
    expect(withData<number>({ kind: 'loading' }, (value) => value + 1)).toEqual({ kind: 'loading' });
  });
});
