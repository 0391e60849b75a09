/** Writes down who was refused what. Somebody who tries without end fills no trail: the first of each minute are kept. */
import { Injectable, Logger } from '@nestjs/common';
import type { Request } from 'express';
import { AuditService } from '../audit/audit.service.js';
import type { FieldChange } from '../audit/audit.service.js';
import { Database } from '../core/database/database.service.js';
import { actorId } from '../core/principal.js';
import type { Permission, Principal } from '../core/principal.js';
import { RateLimit } from './rate-limit.js';
import { ThrottleRedis } from './throttle-redis.js';

/** More than anybody does by mistake. */
const KEPT_PER_MINUTE = 30;

@Injectable()
export class DenialJournal {
  private readonly log = new Logger(DenialJournal.name);
  private readonly denials: RateLimit;

  constructor(
    redis: ThrottleRedis,
    private readonly audit: AuditService,
    private readonly database: Database,
  ) {
    this.denials = new RateLimit(redis, { name: 'denials', points: KEPT_PER_MINUTE, seconds: 60 });
  }

  async record(principal: Principal, permission: Permission | null, request: Request): Promise<void> {
    const { count, secondsLeft } = await this.denials.count(actorId(principal));
    if (count > KEPT_PER_MINUTE + 1) return;
    const last = count === KEPT_PER_MINUTE + 1;
    if (last)
      this.log.warn(`One caller is refused again and again; ${String(secondsLeft)} s go without further records`);
    await this.write(principal, request, [
      { field: 'permission', before: null, after: permission },
      { field: 'request', before: null, after: `${request.method} ${request.path.slice(0, 200)}` },
      ...(last ? [{ field: 'unrecordedSeconds', before: null, after: secondsLeft }] : []),
    ]);
  }

  private async write(principal: Principal, request: Request, fields: readonly FieldChange[]): Promise<void> {
    const { agencyId } = principal;
    const origin = { requestId: request.requestId ?? null, address: request.ip ?? null };
    await this.database.inAgency(agencyId, (tx) =>
      this.audit.record(tx, agencyId, { actor: principal, origin, action: 'access.denied', target: null, fields }),
    );
  }
}
