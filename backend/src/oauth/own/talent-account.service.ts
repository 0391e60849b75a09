/** Accounts for talents, made and removed by staff. */
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../core/request-origin.js';
import type { TalentAccountMade } from './dto/own.responses.js';
import type { TalentAccountRequest } from './dto/talent-account.request.js';

const unfinished = () => Promise.reject(new Error('unfinished'));

@Injectable()
export class TalentAccountService {
  make(_caller: Caller, _talentId: string, _body: TalentAccountRequest): Promise<TalentAccountMade> {
    return unfinished();
  }
  remove(_caller: Caller, _talentId: string): Promise<void> {
    return unfinished();
  }
}
