/** The running system as a person knows it: its address, and the sign-in that `npm start` prints. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..', '..', '..');

export const baseUrl = (): string => `http://127.0.0.1:${process.env.PORT ?? '3000'}`;

export interface SignIn {
  readonly email: string;
  readonly password: string;
}

export function demoSignIn(): SignIn {
  const dir = resolve(ROOT, process.env.ROSTRUM_DATA_DIR ?? '.data');
  const { email, password } = JSON.parse(readFileSync(resolve(dir, 'demo.json'), 'utf8')) as SignIn;
  return { email, password };
}
