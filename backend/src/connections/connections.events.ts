/** News from the connections floor. Hints only: the due row is the truth. */

/** Somebody waits for a sync: a dispatcher may claim it at once. */
export class ConnectionRequested {
  constructor(readonly connectionId: string) {}
}

/** What is shown of these connections may have changed; published after the commit. */
export class ConnectionsChanged {
  constructor(
    readonly agencyId: string,
    readonly connectionIds: readonly string[],
  ) {}
}
