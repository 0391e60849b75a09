/** Who holds the account or handle that a connection wants back, so that the refusal can name them. */
import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.service.js';
import { notFound } from '../core/errors.js';
import type { ApiError } from '../core/errors.js';
import { PlatformRegistry } from '../platforms/platform.registry.js';
import { duplicateProblem } from './connection-problems.js';
import { ConnectionRepository } from './connection.repository.js';
import type { Owned } from './lease.js';

@Injectable()
export class ConnectionHolders {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionRepository,
    private readonly registry: PlatformRegistry,
  ) {}

  /** For after the transaction that a constraint ended: PROFILE_DUPLICATE with the other connection. */
  duplicate({ agencyId, connectionId }: Owned): Promise<ApiError> {
    return this.database.inAgency(agencyId, async (tx) => {
      const identity = await this.connections.identity(tx, agencyId, connectionId);
      if (!identity) return notFound('connection');
      const holder = await this.connections.holder(tx, agencyId, identity.platform, identity);
      return duplicateProblem(this.registry.words(identity.platform), holder);
    });
  }
}
