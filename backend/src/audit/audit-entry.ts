/** What one record of the audit trail says. */
import type { Principal } from '../core/principal.js';
import type { RequestOrigin } from '../core/request-origin.js';

/** Somebody who asked for it earlier, as it was noted down then: their deeds may be done long after their request. */
export interface NotedActor {
  readonly kind: Principal['kind'];
  readonly id: string;
  readonly name: string;
}

export type AuditActor =
  Principal | NotedActor | { readonly kind: 'system'; readonly name: string } | { readonly kind: 'anonymous' };

export interface AuditTarget {
  readonly type: string;
  readonly id: string;
  /** Kept in the erasable detail; null where the record must not name anybody. */
  readonly name: string | null;
}

export type AuditValue = string | number | boolean | null | readonly string[];

export interface FieldChange {
  readonly field: string;
  readonly before: AuditValue;
  readonly after: AuditValue;
}

export interface AuditEntry {
  readonly actor: AuditActor;
  readonly origin: RequestOrigin;
  /** `<thing>.<past participle>`, e.g. `talent.created`. */
  readonly action: string;
  readonly target: AuditTarget | null;
  /** Before → after; never a secret. */
  readonly fields?: readonly FieldChange[];
  /** When it happened; the clock's now where it is left out. */
  readonly at?: Date;
}
