import type { AttentionGroup, AttentionItem } from '../core/api/models';
import { headline, heals, stepForAll, stepOf } from './today-words';

const item = (deed: AttentionItem['deed'], connectionId = 'c1'): AttentionItem => ({
  connectionId,
  talentId: 't1',
  talentName: 'Mia',
  platform: 'tube',
  handle: 'mia',
  avatarUrl: null,
  status: 'ERROR',
  since: '2026-11-22T12:00:00Z',
  deed,
});

const group = (items: AttentionItem[], change: Partial<AttentionGroup> = {}): AttentionGroup => ({
  code: 'X',
  text: 'It failed.',
  action: 'Try again.',
  retry: 'user',
  platform: null,
  count: items.length,
  items,
  ...change,
});

describe('Today', () => {
  it('offers one step for a whole group, and says how many it is for', () => {
    const two = [item('retry', 'a'), item('retry', 'b')];
    expect(stepForAll(group(two))).toEqual({ step: 'sync', ids: ['a', 'b'], label: 'Retry all 2' });
    expect(stepForAll(group(two, { count: 31 }))?.label).toBe('Retry these 2');
    expect(stepForAll(group([item('resume', 'a'), item('resume', 'b')]))?.label).toBe('Resume all 2');
  });

  it.each([
    ['one only', [item('retry')]],
    ['different deeds', [item('retry', 'a'), item('resume', 'b')]],
    ['some to be looked at', [item('retry', 'a'), item('open', 'b')]],
    ['nothing to do', [item('none', 'a'), item('none', 'b')]],
    ['nobody', []],
  ])('offers no step for all of %s', (_, items) => {
    expect(stepForAll(group(items))).toBeNull();
  });

  it('knows each one’s own step', () => {
    expect(stepOf(item('retry'))).toEqual({ step: 'sync', label: 'Retry' });
    expect(stepOf(item('resume'))).toEqual({ step: 'resume', label: 'Resume' });
    expect(stepOf(item('open'))).toBeNull();
  });

  it('tells apart what heals by itself from what somebody else must mend', () => {
    expect(heals(group([item('none')], { retry: 'auto' }))).toBe(true);
    expect(heals(group([item('none')], { retry: 'operator' }))).toBe(false);
    expect(heals(group([item('retry')], { retry: 'auto' }))).toBe(false);
  });

  it('counts in words', () => {
    expect([0, 1, 2].map(headline)).toEqual(['Nothing needs you', '1 profile needs a hand', '2 profiles need a hand']);
  });
});
