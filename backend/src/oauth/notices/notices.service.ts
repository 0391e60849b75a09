/** Mails to talents about their connections, once for each thing that happens. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock.js';
import type { Tx } from '../../core/database/database.service.js';
import { newId } from '../../core/database/ids.js';
import { NoticeRepository } from './notice.repository.js';

export interface DueNotice {
  readonly agencyId: string;
  readonly talentId: string;
  readonly connectionId: string;
  readonly kind: 'reconnect' | 'expiring';
  /** Names what happened; of two with the same name in an agency the second is none. */
  readonly once: string;
}

@Injectable()
export class Notices {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly clock: Clock,
  ) {}

  /** In the caller's transaction; a worker sends it afterwards. */
  async due(tx: Tx, notice: DueNotice): Promise<void> {
    await this.notices.insert(tx, { ...notice, id: newId(), createdAt: this.clock.now() });
  }
}
