/** News from the connections floor. Hints only: the due row is the truth. */
import { AgencyHint } from '../core/events.js';

/** Somebody waits for a sync: a dispatcher may claim it at once. */
export class ConnectionRequested {
  constructor(readonly connectionId: string) {}
}

/** What is shown of these connections may have changed; published after the commit. */
export class ConnectionsChanged extends AgencyHint {
  constructor(agencyId: string, connectionIds: readonly string[]) {
    super(agencyId, 'connections', connectionIds);
  }
}
