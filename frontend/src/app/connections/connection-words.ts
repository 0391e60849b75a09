/** How a connection stands, in words and as what may be done about it: in its row and on its own page. */
import type { ConnectionResponse, MissingScope } from '../core/api/models';
import type { MenuItem } from '../ui/menu';
import { shortDate, toDate } from '../ui/relative-time';

export interface Standing {
  label: string;
  meaning: string;
  proved: boolean;
}

/** Whose account it is known to be, and by what. */
export function standingOf({ verification, verifiedAt, consent }: ConnectionResponse): Standing {
  const since = toDate(verifiedAt);
  const when = since ? `, on ${shortDate(since)}` : '';
  const granted = toDate(consent?.grantedAt ?? null);
  const given = granted ? `, on ${shortDate(granted)}` : when;
  const unmatched = consent?.matched === 'none' ? '; the account was confirmed by the talent, not matched' : '';
  switch (verification) {
    case 'authorised':
      return { label: 'Authorised', meaning: `The talent gave consent${given}${unmatched}`, proved: true };
    case 'verified':
      return { label: 'Verified', meaning: `Shown to be the talent’s own${when}`, proved: true };
    case 'public':
      return { label: 'Public', meaning: 'Nobody has shown yet whose account this is', proved: false };
  }
}

const READS: Record<MissingScope['reads'][number], string> = {
  profile: 'profile',
  followers: 'follower counts',
  posts: 'posts',
  'post-metrics': 'numbers of posts',
  insights: 'statistics',
  offline: 'reading on by itself',
};

/** "posts, statistics": what the talent did not allow; null where nothing is missing. */
export function missingWords({ consent }: ConnectionResponse): string | null {
  const kinds = new Set((consent?.missing ?? []).flatMap(({ reads }) => reads));
  return kinds.size === 0 ? null : [...kinds].map((kind) => READS[kind]).join(', ');
}

/** Whose it is, to be proved or put right; what is archived stays where it was. */
export function belongingItems({ status, verification, method, proof }: ConnectionResponse): MenuItem[] {
  if (status === 'DISCONNECTED') return [];
  const provable = method === 'MANUAL' && verification === 'public';
  const prove: MenuItem = { id: 'prove', label: proof ? 'Show the code…' : 'Prove ownership…', icon: 'verified' };
  return [...(provable ? [prove] : []), { id: 'transfer', label: 'Transfer…', icon: 'transfer' }];
}

/** What is done seldom. */
export function moreItems(connection: ConnectionResponse, may: { write: boolean; delete: boolean }): MenuItem[] {
  const archived = connection.status === 'DISCONNECTED';
  const leave: MenuItem = {
    id: 'disconnect',
    label: archived ? 'Erase…' : 'Disconnect…',
    icon: archived ? 'trash' : 'unlink',
    danger: true,
  };
  return [...(may.write ? belongingItems(connection) : []), ...(may.delete ? [leave] : [])];
}
