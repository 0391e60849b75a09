/** What a talent who is signed in sees and does. */
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../core/principal.js';
import type { Caller } from '../../core/request-origin.js';
import type { WithdrawRequest } from './dto/own.requests.js';
import type { Place } from './dto/place.response.js';
import type { Visit } from './visit.js';

const unfinished = () => Promise.reject(new Error('unfinished'));

@Injectable()
export class OwnService {
  place(_principal: Principal): Promise<Place> {
    return unfinished();
  }
  pause(_caller: Caller, _id: string): Promise<Place> {
    return unfinished();
  }
  resume(_caller: Caller, _id: string): Promise<Place> {
    return unfinished();
  }
  withdraw(_caller: Caller, _id: string, _body: WithdrawRequest): Promise<Place> {
    return unfinished();
  }
  download(_caller: Caller, _visit: Visit): Promise<void> {
    return unfinished();
  }
}
