/** The job of imports. Its payload holds nothing: which import is next, the rows say. */
import { z } from 'zod';
import { defineJob } from '../core/queue/job-definition.js';

export const IMPORT_QUEUE = 'import';

/** Somebody waits: look for a started import at once instead of at the next sweep. */
export const RUN_IMPORTS = defineJob('run-imports', z.object({}));

export const JOBS = [RUN_IMPORTS] as const;
