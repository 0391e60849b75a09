/** What routes say about Idempotency-Key; the interceptor that heeds it lives in access. */
import { SetMetadata } from '@nestjs/common';

export const NEVER_REPLAYED = 'rostrum:never-replayed';
export const REPLAYED_WITHOUT = 'rostrum:replayed-without';

/** Idempotency-Key means nothing here: signing in twice must make two sessions. */
export const NeverReplayed = () => SetMetadata(NEVER_REPLAYED, true);

/** Fields that are null when the answer is repeated for the same Idempotency-Key, because they must not be stored. */
export const ReplayedWithout = (...fields: readonly string[]) => SetMetadata(REPLAYED_WITHOUT, fields);
