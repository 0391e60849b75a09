/** Gathers hints for a moment, so that a hundred changes of an agency are told once. */
import { AgencyHint } from '../core/events.js';
import { IDS_PER_HINT } from './hint.js';

const GATHER_MS = 250;

interface Gathered {
  readonly timer: NodeJS.Timeout;
  readonly kind: AgencyHint['kind'];
  readonly ids: Set<string>;
  all: boolean;
}

export class GatheredHints {
  private readonly gathering = new Map<string, Gathered>();

  constructor(private readonly send: (hint: AgencyHint) => void) {}

  add({ agencyId, kind, ids }: AgencyHint): void {
    const key = `${agencyId} ${kind}`;
    const gathered = this.gathering.get(key) ?? this.begin(key, agencyId, kind);
    gathered.all ||= ids.length === 0;
    for (const id of ids) gathered.ids.add(id);
    if (gathered.ids.size <= IDS_PER_HINT) return;
    gathered.all = true;
    gathered.ids.clear();
  }

  stop(): void {
    for (const { timer } of this.gathering.values()) clearTimeout(timer);
    this.gathering.clear();
  }

  private begin(key: string, agencyId: string, kind: AgencyHint['kind']): Gathered {
    const timer = setTimeout(() => {
      this.gathering.delete(key);
      this.send(new AgencyHint(agencyId, kind, gathered.all ? [] : [...gathered.ids]));
    }, GATHER_MS).unref();
    const gathered: Gathered = { timer, kind, ids: new Set(), all: false };
    this.gathering.set(key, gathered);
    return gathered;
  }
}
