/** What can be done to one of a talent's connections: asks where it must, says what came of it, and takes it back. */
import { Injectable, computed, inject, signal } from '@angular/core';
import { accountName } from '../core/account-name';
import type { ConnectionResponse } from '../core/api/models';
import { ProblemError, toProblem } from '../core/problem';
import { Dialogs } from '../ui/dialogs';
import { Now } from '../ui/now';
import type { PickerOption } from '../ui/picker';
import { Toasts } from '../ui/toasts';
import { ConnectionsApi } from './connections-api';
import { ConnectionsStore } from './connections-store';
import { coolUntil, refusal } from './cool-down';
import type { DisconnectData } from './disconnect-dialog';
import type { ProofData } from './proof-dialog';
import { TIERS, type Tier } from './tiers';

type OwnDeed = 'sync' | 'pause' | 'resume' | 'prove' | 'transfer' | 'restore' | 'disconnect';
/** `reconnect` takes the talent: whoever shows the connection sends them a link. */
export type ConnectionDeed = OwnDeed | 'reconnect';

@Injectable()
export class ConnectionDeeds {
  private readonly api = inject(ConnectionsApi);
  private readonly store = inject(ConnectionsStore);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(Now).now;
  /** Connections for which an answer is awaited. */
  readonly asking = signal<ReadonlySet<string>>(new Set());

  /** True when something has changed. */
  run(deed: OwnDeed, connection: ConnectionResponse): Promise<boolean> {
    return this.once(connection, () => this[deed](connection));
  }

  /** Who is read first when the limits are short. */
  prefer(tier: Tier, connection: ConnectionResponse): Promise<boolean> {
    const { id, handle, tier: before } = connection;
    return this.once(connection, async () => {
      await this.store.take(this.api.prefer(id, tier));
      const words = TIERS.find(({ value }) => value === tier)?.done ?? '';
      this.toasts.undo(`${accountName(handle)} ${words}.`, () => this.store.take(this.api.prefer(id, before)));
      return true;
    });
  }

  /** One deed at a time for each connection. */
  private async once({ id }: ConnectionResponse, deed: () => Promise<boolean>): Promise<boolean> {
    if (this.asking().has(id)) return false;
    this.asking.update((ids) => new Set([...ids, id]));
    try {
      return await deed();
    } catch (error) {
      this.toasts.bad(refusal(toProblem(error), new Date()));
      return false;
    } finally {
      this.asking.update((ids) => new Set([...ids].filter((other) => other !== id)));
    }
  }

  private async sync(connection: ConnectionResponse): Promise<boolean> {
    const until = coolUntil(connection, this.now());
    if (until) {
      this.toasts.note(`${accountName(connection.handle)} was read a moment ago. It can be read again at ${until}.`);
      return false;
    }
    await this.store.sync(connection);
    return true;
  }

  private async pause({ id, handle }: ConnectionResponse): Promise<boolean> {
    await this.store.take(this.api.act(id, 'pause'));
    this.toasts.undo(`${accountName(handle)} is paused.`, () => this.store.take(this.api.act(id, 'resume')));
    return true;
  }

  private async resume({ id, handle }: ConnectionResponse): Promise<boolean> {
    await this.store.take(this.api.act(id, 'resume'));
    this.toasts.good(`${accountName(handle)} is read again.`);
    return true;
  }

  private async restore({ id, handle }: ConnectionResponse): Promise<boolean> {
    await this.store.take(this.api.act(id, 'restore'));
    this.toasts.good(`${accountName(handle)} is connected again.`);
    return true;
  }

  private async prove(connection: ConnectionResponse): Promise<boolean> {
    const { id } = connection;
    const latest = computed(() => this.store.screen.items().find((row) => row.id === id) ?? connection);
    const data: ProofData = {
      connection: latest,
      request: () => this.store.take(this.api.act(id, 'proof')),
      withdraw: () => this.store.take(this.api.withdrawProof(id)),
      check: () => this.look(latest()),
    };
    await this.dialogs.open(() => import('./proof-dialog').then((m) => m.ProofDialog), data);
    return false;
  }

  private async transfer(connection: ConnectionResponse): Promise<boolean> {
    const to = await this.dialogs.open<PickerOption>(
      () => import('./transfer-dialog').then((m) => m.TransferDialog),
      connection,
    );
    if (!to) return false;
    const { id, talentId, handle } = connection;
    await this.store.take(this.api.transfer(id, to.id));
    this.toasts.undo(`${accountName(handle)} is with ${to.label} now.`, () =>
      this.store.take(this.api.transfer(id, talentId)),
    );
    return true;
  }

  private async disconnect(connection: ConnectionResponse): Promise<boolean> {
    const data = await this.dialogs.open<'erase' | 'keep', DisconnectData>(
      () => import('./disconnect-dialog').then((m) => m.DisconnectDialog),
      { connection },
    );
    if (!data) return false;
    const { id, handle } = connection;
    await this.store.disconnect(id, data);
    const gone = `${accountName(handle)} is disconnected.`;
    if (data === 'erase') this.toasts.good(`${gone} Its data was erased.`);
    else this.toasts.undo(`${gone} Its data was kept.`, () => this.store.take(this.api.act(id, 'restore')));
    return true;
  }

  /** A code is looked for by reading: while that may not be asked for, the answer says when. */
  private async look(connection: ConnectionResponse): Promise<void> {
    try {
      await this.store.sync(connection);
    } catch (error) {
      const problem = toProblem(error);
      throw new ProblemError({ ...problem, detail: refusal(problem, new Date()), action: null });
    }
  }
}
