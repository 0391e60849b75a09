/** An agency's own app at a platform, as its owners and admins see and change it. */
import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import type { FieldChange } from '../../audit/audit.service.js';
import { Clock } from '../../core/clock.js';
import { Database } from '../../core/database/database.service.js';
import type { Tx } from '../../core/database/database.service.js';
import { newId } from '../../core/database/ids.js';
import { conflict } from '../../core/errors.js';
import type { Principal } from '../../core/principal.js';
import type { RequestOrigin } from '../../core/request-origin.js';
import type { PlatformDescriptor } from '../../platforms/contract/descriptor.js';
import type { AppCredentialRow } from './app-credentials.repository.js';
import { AppPlatforms } from './app-platforms.service.js';
import { AppStore } from './app-store.service.js';
import { changedValues, type KeyValues } from './app-keys.js';
import type { AppCredentialResponse } from './dto/app-credential.dto.js';

@Injectable()
export class AppCredentialDesk {
  constructor(
    private readonly database: Database,
    private readonly store: AppStore,
    private readonly platforms: AppPlatforms,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async read({ agencyId }: Principal, platform: string): Promise<AppCredentialResponse> {
    const shown = this.platforms.shown(platform);
    return shown(
      await this.database.readInAgency(agencyId, (reader) => this.store.current(reader, agencyId, platform)),
    );
  }

  /** Another client id is another app: tokens of the app before stay with it. */
  async set(
    principal: Principal,
    platform: string,
    given: KeyValues,
    origin: RequestOrigin,
  ): Promise<AppCredentialResponse> {
    const descriptor = this.platforms.withKeys(platform);
    const shown = this.platforms.shown(platform);
    const { agencyId } = principal;
    const row = await this.database.inAgency(agencyId, async (tx) => {
      const { row: before, values } = await this.store.held(tx, agencyId, platform);
      const after = changedValues(descriptor, values, given);
      const id = before && sameApp(descriptor, values, after) ? before.id : newId();
      const at = this.clock.now();
      if (before && id !== before.id) await this.store.retire(tx, agencyId, before.id, at);
      await this.store.keep(tx, { id, agencyId, platform, at, values: after, known: id === before?.id });
      const changed = { field: 'changed', before: null, after: Object.keys(given).sort() };
      const keys = { field: 'keys', before: before ? [...before.keys] : null, after: Object.keys(after).sort() };
      await this.record(tx, { principal, origin }, 'app-credential.set', { id, platform }, [keys, changed]);
      return this.store.current(tx, agencyId, platform);
    });
    this.store.changed(agencyId);
    return shown(row);
  }

  /** Removing what is not there changes nothing. */
  async remove(principal: Principal, platform: string, origin: RequestOrigin): Promise<void> {
    this.platforms.get(platform);
    const { agencyId } = principal;
    await this.database.inAgency(agencyId, async (tx) => {
      const { row } = await this.store.held(tx, agencyId, platform);
      if (!row) return;
      await this.store.retire(tx, agencyId, row.id, this.clock.now());
      const fields = [{ field: 'keys', before: [...row.keys], after: null }];
      await this.record(tx, { principal, origin }, 'app-credential.removed', { id: row.id, platform }, fields);
    });
    this.store.changed(agencyId);
  }

  /** The row in use; a 409 where there is none. */
  async required({ agencyId }: Principal, platform: string): Promise<AppCredentialRow> {
    const { name } = this.platforms.get(platform).descriptor;
    const row = await this.database.readInAgency(agencyId, (reader) => this.store.current(reader, agencyId, platform));
    if (!row) throw conflict(`The agency has no keys of its own at ${name}.`, { action: 'Enter them first.' });
    return row;
  }

  record(
    tx: Tx,
    by: { readonly principal: Principal; readonly origin: RequestOrigin },
    action: string,
    { id, platform }: { readonly id: string; readonly platform: string },
    fields: readonly FieldChange[],
  ): Promise<string> {
    const target = { type: 'app-credential', id, name: this.platforms.get(platform).descriptor.name };
    return this.audit.record(tx, by.principal.agencyId, {
      actor: by.principal,
      origin: by.origin,
      action,
      target,
      fields,
    });
  }
}

/** Where an app had no client id, no token can have been given to it. */
function sameApp({ oauth }: PlatformDescriptor, before: KeyValues, after: KeyValues): boolean {
  const id = oauth && before[oauth.clientIdKey];
  return id === undefined || id === after[oauth?.clientIdKey ?? ''];
}
