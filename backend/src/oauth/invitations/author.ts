/** Who makes an invitation: somebody who asked for it, or Rostrum itself. */
import type { AuditActor } from '../../audit/audit.service.js';
import { actorId } from '../../core/principal.js';
import { NO_ORIGIN } from '../../core/request-origin.js';
import type { Caller, RequestOrigin } from '../../core/request-origin.js';

export interface Author {
  readonly agencyId: string;
  /** Null for Rostrum itself. */
  readonly id: string | null;
  readonly name: string;
  readonly actor: AuditActor;
  readonly origin: RequestOrigin;
}

export const authorOf = ({ principal, origin }: Caller): Author => ({
  agencyId: principal.agencyId,
  id: actorId(principal),
  name: principal.name,
  actor: principal,
  origin,
});

export const rostrumItself = (agencyId: string): Author => ({
  agencyId,
  id: null,
  name: 'Rostrum',
  actor: { kind: 'system', name: 'Reminders' },
  origin: NO_ORIGIN,
});
