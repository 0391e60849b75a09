/** One connection's part in a group: what is read of it, by what, and what that cost. */
import type { Lease, Subject } from '../connections/connection-sync.service.js';
import type { HeldConsent } from '../oauth/tokens/token.service.js';
import type { Admission } from '../platforms/platform.gateway.js';
import type { RunTally } from './sync-run.repository.js';

/** A way to read an account; the subject says how it is really read. */
export interface Source {
  readonly consent: HeldConsent | null;
  readonly subject: Subject;
}

export class Member {
  readonly tally: RunTally = { calls: 0, pages: 0, postsSeen: 0, postsNew: 0, postsChanged: 0 };
  /** Set as soon as the profile is stored. */
  profileReadAt: Date | null = null;
  /** A request for it and others was made. */
  shared = false;
  /** Its calls, and those of all who are read alike, belong together. */
  admission: Admission | null = null;
  /** Somebody else holds the sync by now, or its connection is gone: nothing more is written. */
  lost = false;
  private readonly abort = new AbortController();

  constructor(
    readonly lease: Lease,
    /** How it is read; the subject in it is the one that holds from then on. */
    public source: Source,
  ) {}

  get subject(): Subject {
    return this.source.subject;
  }

  /** Ends what is under way for this connection alone. */
  get signal(): AbortSignal {
    return this.abort.signal;
  }

  lose(): void {
    this.lost = true;
    this.abort.abort();
  }

  interrupt(): void {
    this.abort.abort();
  }
}
