/** What an action on many talents changes in one of them. Pure. */
import { invalid } from '../core/errors.js';
import type { TalentAction } from './dto/bulk.requests.js';
import type { TalentFields } from './talent.js';

export type Change = (before: TalentFields) => Partial<TalentFields>;

const MOST_TAGS = 30;
const same = (one: string) => (other: string) => one.toLowerCase() === other.toLowerCase();

export function bulkChange(action: TalentAction, tag: string): Change {
  switch (action) {
    case 'tag':
      return ({ tags }) => ({ tags: withTag(tags, tag) });
    case 'untag':
      return ({ tags }) => ({ tags: tags.filter((one) => !same(tag)(one)) });
    case 'archive':
      return () => ({ status: 'archived' });
    case 'unarchive':
      return ({ status }) => (status === 'archived' ? { status: 'active' } : {});
  }
}

function withTag(tags: readonly string[], tag: string): readonly string[] {
  if (tags.some(same(tag))) return tags;
  if (tags.length >= MOST_TAGS)
    throw invalid('tag', `A talent has ${String(MOST_TAGS)} tags at most.`, 'array-max-size');
  return [...tags, tag];
}
