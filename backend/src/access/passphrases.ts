/** Passphrases: which are acceptable, how they are kept, how they are checked. */
import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';
import { ApiError } from '../core/errors.js';
import { Turnstile } from './turnstile.js';

const PASSPHRASE_MIN = 8;
/** Nothing is cut off below this; above it a request is refused rather than a hash made of megabytes. */
const PASSPHRASE_MAX = 1024;

/** OWASP's floor for argon2id, which is the library's default variant: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Each check keeps one of libuv's four threads busy: two leave room for files and DNS. */
const AT_A_TIME = 2;
const MAY_WAIT = 100;

@Injectable()
export class Passphrases {
  private readonly turnstile = new Turnstile(AT_A_TIME, MAY_WAIT);
  private readonly nobody: Promise<string>;

  constructor() {
    this.nobody = hash(randomBytes(32), COST);
  }

  hash(passphrase: string): Promise<string> {
    return this.turnstile.pass(() => hash(passphrase, COST));
  }

  /** Does the same work whether there is such a user or not. */
  async matches(passphraseHash: string | null, passphrase: string): Promise<boolean> {
    const against = passphraseHash ?? (await this.nobody);
    const matches = await this.turnstile.pass(() => verify(against, passphrase));
    return matches && passphraseHash !== null;
  }
}

let common: ReadonlySet<string> | undefined;

/** The list is read when it is first needed: most processes never are. */
const commonPassphrases = (): ReadonlySet<string> =>
  (common ??= new Set((dictionary['passwords-common'] as readonly string[]).map((word) => word.toLowerCase())));

/** 422 for a passphrase that is too short, too long, or among those that everybody tries first. */
export function assertAcceptable(passphrase: string, field = 'password'): void {
  const problem = problemOf(passphrase);
  if (!problem) return;
  throw new ApiError('REQUEST_INVALID', problem.message, { status: 422, errors: [{ field, ...problem }] });
}

function problemOf(passphrase: string): { message: string; code: string } | null {
  if ([...passphrase].length < PASSPHRASE_MIN) {
    return {
      message: `Use at least ${String(PASSPHRASE_MIN)} characters; 15 or more are better.`,
      code: 'passphrase_too_short',
    };
  }
  if (passphrase.length > PASSPHRASE_MAX) {
    return { message: `Use at most ${String(PASSPHRASE_MAX)} characters.`, code: 'passphrase_too_long' };
  }
  if (commonPassphrases().has(passphrase.toLowerCase())) {
    return {
      message: 'This passphrase is on the lists that attackers try first. Choose another.',
      code: 'passphrase_common',
    };
  }
  return null;
}
