/** What somebody with a link may do: see, decline, and with a fresh one pause, withdraw, download and make an account. */
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Me } from '../../access/talent-accounts.service.js';
import type { DeclineRequest, OpenConsentRequest, OwnAccountRequest, WithdrawRequest } from './dto/own.requests.js';
import type { FreshLink } from './dto/own.responses.js';
import type { Place } from './dto/place.response.js';

import type { Visit } from './visit.js';

const unfinished = () => Promise.reject(new Error('unfinished'));

@Injectable()
export class ConsentService {
  open(_body: OpenConsentRequest, _visit: Visit): Promise<Place> {
    return unfinished();
  }
  place(_request: Request): Promise<Place> {
    return unfinished();
  }
  leave(_visit: Visit): Promise<void> {
    return unfinished();
  }
  decline(_body: DeclineRequest, _visit: Visit): Promise<Place> {
    return unfinished();
  }
  freshLink(_visit: Visit): Promise<FreshLink> {
    return unfinished();
  }
  pause(_id: string, _visit: Visit): Promise<Place> {
    return unfinished();
  }
  resume(_id: string, _visit: Visit): Promise<Place> {
    return unfinished();
  }
  withdraw(_id: string, _body: WithdrawRequest, _visit: Visit): Promise<Place> {
    return unfinished();
  }
  download(_visit: Visit): Promise<void> {
    return unfinished();
  }
  account(_body: OwnAccountRequest, _visit: Visit): Promise<Me> {
    return unfinished();
  }
}
