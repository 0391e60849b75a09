/** The same change to many talents, each in a transaction of its own: one that refuses holds up no other. */
import { Injectable, Logger } from '@nestjs/common';
import { itemProblem } from '../core/edge/item-problem.dto.js';
import { inTurns } from '../core/in-turns.js';
import type { Caller } from '../core/request-origin.js';
import { bulkChange } from './bulk-change.js';
import type { BulkTalentsBody } from './dto/bulk.requests.js';
import type { BulkTalentResult, BulkTalentResults } from './dto/bulk.responses.js';
import { TalentsService } from './talents.service.js';

/** Leaves connections to the database for everybody else. */
const AT_ONCE = 4;

@Injectable()
export class BulkTalentsService {
  private readonly log = new Logger(BulkTalentsService.name);

  constructor(private readonly talents: TalentsService) {}

  async run(caller: Caller, { action, ids, tag }: BulkTalentsBody): Promise<BulkTalentResults> {
    const change = bulkChange(action, tag ?? '');
    const one = async (id: string): Promise<BulkTalentResult> => {
      try {
        await this.talents.update(caller, id, change);
        return { id, ok: true, problem: null };
      } catch (error) {
        const problem = itemProblem(error);
        if (problem.status >= 500) this.log.error({ err: error, talentId: id }, 'One of many failed');
        return { id, ok: false, problem };
      }
    };
    return { results: await inTurns(ids, AT_ONCE, one) };
  }
}
