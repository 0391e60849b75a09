/** The jobs of ingestion. Payloads hold ids alone: no token, no name, nothing that a look into Redis could leak. */
import { z } from 'zod';
import { defineJob } from '../core/queue/job-definition.js';

export const SYNC_QUEUE = 'sync';

const syncPayload = z.object({ agencyId: z.uuid(), connectionId: z.uuid(), leaseToken: z.string().regex(/^\d+$/) });
export type SyncPayload = z.infer<typeof syncPayload>;

/** Run the sync that was claimed under this lease. */
export const SYNC_CONNECTION = defineJob('sync-connection', syncPayload);

/** Somebody waits: claim what is due at once instead of at the next tick. */
export const DISPATCH_DUE = defineJob('dispatch-due', z.object({}));

export const JOBS = [SYNC_CONNECTION, DISPATCH_DUE] as const;
