import { AgencyHint } from '../core/events.js';

/** What is shown of these imports may have changed; published after the commit. The rows are the truth. */
export class ImportsChanged extends AgencyHint {
  constructor(agencyId: string, importIds: readonly string[]) {
    super(agencyId, 'imports', importIds);
  }
}
