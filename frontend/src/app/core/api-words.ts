/** Words of the API that have no schema of their own in its description. */
import type { CreateTalentBody, Me, TalentListItem } from './api/models';

export type Permission = Me['permissions'][number];
export type Scope = NonNullable<Me['scopes']>[number];
export type TalentStatus = TalentListItem['status'];
export type TalentInput = Required<CreateTalentBody>;
export type PostMetric = 'views' | 'likes' | 'comments' | 'shares' | 'quotes' | 'saves';

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
