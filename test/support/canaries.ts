/** Secrets that stand around every test, and that nobody may find in a table, in Redis or in a log afterwards. Loaded by plain Node too. */
import { SECRET_MARK } from '../../backend/src/core/simulation.ts';
import type { Secrets } from './leaks.ts';

/** Of people who sign in. */
export const PASSPHRASE = 'seven quiet harbours';

type Environment = Readonly<Record<string, string | undefined>>;

/** Random bytes, as they are written in settings and as they might be elsewhere. */
const bytesOf = (name: string, base64: string): Secrets => ({
  [name]: base64,
  [`${name} (its bytes)`]: Buffer.from(base64, 'base64').toString('hex'),
});

/** What an application with these settings has to keep to itself, and what simulated platforms gave it. */
export function canariesOf({ APP_SECRET = '', VAULT_KEYS = '', ...environment }: Environment): Secrets {
  const passwords = Object.entries(environment)
    .filter(([name]) => name.endsWith('_URL'))
    .map(([name, url]) => [`the password in ${name}`, decodeURIComponent(new URL(url ?? '').password)])
    .filter(([, password]) => password);
  const keys = VAULT_KEYS.split(',').map((key) => key.split(':'));
  return {
    'a secret of a simulated platform': SECRET_MARK,
    'a passphrase': PASSPHRASE,
    ...bytesOf('APP_SECRET', APP_SECRET),
    ...Object.assign({}, ...keys.map(([name = '', key = '']) => bytesOf(`${name} of VAULT_KEYS`, key))),
    ...Object.fromEntries(passwords),
    ...Object.fromEntries(Object.entries(environment).filter(([name]) => PLANTED.includes(name))),
  } as Secrets;
}

/** Keys of platforms in the configuration: simulations need none, so any that are found were carried where they don't belong. */
export const PLANTED: readonly string[] = ['X_CLIENT_SECRET', 'LINKEDIN_CLIENT_SECRET'];
