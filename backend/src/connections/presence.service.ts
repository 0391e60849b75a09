/** A 404 for what is not there, inside the caller's own read: no second transaction for a look ahead. */
import { Injectable } from '@nestjs/common';
import type { Reader } from '../core/database/database.service.js';
import { notFound } from '../core/errors.js';
import { PresenceRepository } from './presence.repository.js';
import type { KnownConnection } from './presence.repository.js';

export type { KnownConnection } from './presence.repository.js';

@Injectable()
export class Presence {
  constructor(private readonly rows: PresenceRepository) {}

  async connection(reader: Reader, agencyId: string, id: string): Promise<KnownConnection> {
    const known = await this.rows.connection(reader, agencyId, id);
    if (!known) throw notFound('connection');
    return known;
  }

  async talent(reader: Reader, agencyId: string, id: string): Promise<void> {
    if (!(await this.rows.talent(reader, agencyId, id))) throw notFound('talent');
  }
}
