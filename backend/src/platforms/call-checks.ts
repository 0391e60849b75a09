/** What holds before a call is made, and of its answer. Each throws PlatformError where it does not. */
import { isDeployment } from './app-credentials.js';
import type { FetchContext } from './contract/fetcher.js';
import type { PlatformDescriptor } from './contract/descriptor.js';
import { PlatformError } from './contract/platform-error.js';

export function assertEach(answers: readonly unknown[], asked: readonly unknown[], what: string): void {
  if (answers.length !== asked.length)
    throw new PlatformError('SYNC_INTERNAL', { note: `answers do not match the ${what} asked for` });
}

/** Whoever shows nothing in public is not even asked. */
export function assertReadable({ methods }: PlatformDescriptor, { consent }: FetchContext): void {
  if (consent === null && !methods.MANUAL.available)
    throw new PlatformError('INPUT_PLATFORM_UNSUPPORTED', { note: 'nothing is public here' });
}

/** A talent's consent needs no keys of the app, and an agency's own keys do for the deployment's. */
export function assertKeys(missing: readonly string[], { consent, credential }: FetchContext): void {
  if (missing.length === 0 || consent !== null || !isDeployment(credential)) return;
  throw new PlatformError('APP_CREDENTIALS_INVALID', { note: `not set: ${missing.join(', ')}` });
}
