/** News from the connections floor. Hints only: the due row is the truth. */

/** Somebody waits for a sync: a dispatcher may claim it at once. */
export class ConnectionRequested {
  constructor(readonly connectionId: string) {}
}
