/** Which of a platform's scopes are asked for: an app may ask for no more than it was approved for. Pure. */
import type { OAuthFacts, ScopeFacts } from './contract/descriptor.js';

type Scopes = Pick<OAuthFacts, 'scopes' | 'scopesKey'>;

/**
 * The required ones always. Of the others those that `named` holds, or where it is not set, all that are not on request
 * only; a simulated platform approves of everything. Throws a plain Error for a name that the platform does not have.
 */
export function askedScopes(
  { scopes, scopesKey = '' }: Scopes,
  named: string | undefined,
  simulated: boolean,
): readonly ScopeFacts[] {
  const wanted = named?.split(/[\s,]+/).filter((name) => name !== '');
  if (!wanted || wanted.length === 0) return scopes.filter(({ onRequest }) => simulated || onRequest !== true);
  const unknown = wanted.filter((name) => !scopes.some((scope) => scope.name === name));
  if (unknown.length > 0)
    throw new Error(`${scopesKey}: there is no ${unknown.join(', ')}. Choose of ${optional(scopes)}, or leave it out.`);
  return scopes.filter(({ name, required }) => required || wanted.includes(name));
}

const optional = (scopes: readonly ScopeFacts[]): string =>
  scopes
    .filter(({ required }) => !required)
    .map(({ name }) => name)
    .join(', ');
