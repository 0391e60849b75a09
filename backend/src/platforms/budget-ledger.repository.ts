/** What each process has used of the days' quotas. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '../core/database/database.service.js';

export interface LedgerRow {
  /** The window's key, and whose share of it this is. */
  readonly key: string;
  readonly platform: string;
  readonly endpointClass: string;
  readonly credentialId: string;
  readonly windowStart: Date;
  readonly windowEnd: Date;
  readonly used: number;
  readonly allowance: number;
  readonly heldUntil: Date | null;
}

@Injectable()
export class BudgetLedgerRepository {
  /** Of windows that are not over, whoever wrote them. */
  find(
    tx: Tx,
    { platform, endpointClass, credentialId }: Pick<LedgerRow, 'platform' | 'endpointClass' | 'credentialId'>,
    now: Date,
  ): Promise<LedgerRow[]> {
    return tx.$queryRaw<LedgerRow[]>`
      SELECT key, platform, endpoint_class AS "endpointClass", credential_id AS "credentialId",
        window_start AS "windowStart", window_end AS "windowEnd", used, allowance, held_until AS "heldUntil"
      FROM budget_window
      WHERE platform = ${platform} AND endpoint_class = ${endpointClass} AND credential_id = ${credentialId}
        AND window_end > ${now}::timestamptz`;
  }

  async write(tx: Tx, rows: readonly LedgerRow[], now: Date): Promise<void> {
    const of = <K extends keyof LedgerRow>(column: K): LedgerRow[K][] => rows.map((row) => row[column]);
    await tx.$executeRaw`
      INSERT INTO budget_window AS w (key, platform, endpoint_class, credential_id, window_start, window_end, used,
        allowance, held_until, written_at)
      SELECT r.*, ${now}::timestamptz FROM unnest(${of('key')}::text[], ${of('platform')}::text[],
        ${of('endpointClass')}::text[], ${of('credentialId')}::text[], ${of('windowStart')}::timestamptz[],
        ${of('windowEnd')}::timestamptz[], ${of('used')}::float8[], ${of('allowance')}::float8[],
        ${of('heldUntil')}::timestamptz[]) r
      ON CONFLICT (key) DO UPDATE SET window_start = excluded.window_start, window_end = excluded.window_end,
        used = excluded.used, allowance = excluded.allowance, held_until = excluded.held_until,
        written_at = excluded.written_at`;
  }

  /** Takes away what ended before. */
  async sweep(tx: Tx, before: Date): Promise<void> {
    await tx.$executeRaw`DELETE FROM budget_window WHERE window_end < ${before}::timestamptz`;
  }
}
