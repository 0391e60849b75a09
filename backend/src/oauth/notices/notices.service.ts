/** Mails to talents about their connections, once for each thing that happens. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../core/database/database.service.js';

export interface DueNotice {
  readonly agencyId: string;
  readonly talentId: string;
  readonly connectionId: string;
  readonly kind: 'reconnect' | 'expiring';
  /** Names what happened; of two with the same name in an agency the second is none. */
  readonly once: string;
}

const unfinished = () => Promise.reject(new Error('unfinished'));

@Injectable()
export class Notices {
  /** In the caller's transaction; a worker sends it afterwards. */
  due(_tx: Tx, _notice: DueNotice): Promise<void> {
    return unfinished();
  }
}
