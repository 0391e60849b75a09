/** Reads what changed in profiles; the store of profiles writes it. */
import { Injectable } from '@nestjs/common';
import { newestFirst, olderThan } from '../core/database/dated-pages.js';
import type { Slice } from '../core/database/dated-pages.js';
import type { Reader } from '../core/database/database.service.js';
import { Prisma } from '../generated/prisma/client.js';
import type { ProfileField } from './dto/profile-change.response.js';

export interface ProfileChangeRow {
  readonly id: string;
  readonly field: ProfileField;
  readonly before: string | null;
  readonly after: string | null;
  readonly at: Date;
  readonly platform: string;
}

const AT = Prisma.sql`x.at`;
const ID = Prisma.sql`x.id`;

@Injectable()
export class ProfileChangesRepository {
  page(reader: Reader, agencyId: string, connectionId: string, slice: Slice): Promise<ProfileChangeRow[]> {
    return reader.$queryRaw<ProfileChangeRow[]>`
      SELECT x.id, x.field, x.before, x.after, x.at, c.platform
      FROM profile_field_change x JOIN social_connection c ON c.id = x.connection_id
      WHERE x.agency_id = ${agencyId}::uuid AND x.connection_id = ${connectionId}::uuid ${olderThan(AT, ID, slice)}
      ${newestFirst(AT, ID, slice)}`;
  }
}
