import { SetMetadata } from '@nestjs/common';

export const NEVER_REPLAYED = 'rostrum:never-replayed';
export const REPLAYED_WITHOUT = 'rostrum:replayed-without';

/** Idempotency-Key means nothing here: signing in twice must make two sessions. */
export const NeverReplayed = () => SetMetadata(NEVER_REPLAYED, true);

/** A field that is null when the answer is repeated for the same Idempotency-Key, because it must not be stored. */
export const ReplayedWithout = (field: string) => SetMetadata(REPLAYED_WITHOUT, field);
