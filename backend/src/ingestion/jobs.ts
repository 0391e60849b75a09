/** The jobs of ingestion. Payloads hold ids alone: no token, no name, nothing that a look into Redis could leak. */
import { z } from 'zod';
import { defineJob } from '../core/queue/job-definition.js';

export const SYNC_QUEUE = 'sync';

const claimed = z.object({ agencyId: z.uuid(), connectionId: z.uuid(), leaseToken: z.string().regex(/^\d+$/) });
const groupPayload = z.object({
  /** As it was claimed; what is read stands in the rows. */
  platform: z.string().max(40),
  urgent: z.boolean(),
  leases: z.array(claimed).min(1),
});
export type GroupPayload = z.infer<typeof groupPayload>;

/** Run the syncs that were claimed under these leases, together. */
export const SYNC_GROUP = defineJob('sync-group', groupPayload);

/** Somebody waits: claim what is due at once instead of at the next tick. */
export const DISPATCH_DUE = defineJob('dispatch-due', z.object({}));

export const JOBS = [SYNC_GROUP, DISPATCH_DUE] as const;
