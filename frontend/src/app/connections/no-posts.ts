import type { ConnectionResponse } from '../core/api/models';

export interface Words {
  readonly title: string;
  readonly text: string;
}

type Products = Pick<ConnectionResponse, 'products'>;

const outcomeOf = ({ products }: Products) => products.find(({ product }) => product === 'posts')?.outcome;

/** Why there are no posts of these accounts: that nothing was published is said only where posts can be read. */
export function noPosts(connections: readonly Products[], where: string): Words {
  const outcomes = new Set(connections.map(outcomeOf));
  const [only] = outcomes.size === 1 ? outcomes : [undefined];
  if (only === 'not_supported') {
    const text = `${capitalised(where)} gives apps no list of what was published.`;
    return { title: 'Posts cannot be listed', text };
  }
  if (only === 'not_granted') {
    const text = 'The talent did not allow them to be read. Send a link to allow the rest.';
    return { title: 'Posts were not allowed', text };
  }
  const unread = outcomes.has('not_supported') || outcomes.has('not_granted');
  const text = `Nothing of their own was published on ${where}${unread ? ', as far as posts can be read' : ''}. Replies and reposts don’t count.`;
  return { title: 'No posts', text };
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
