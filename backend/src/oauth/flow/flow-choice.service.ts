import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Flow } from './dto/flow.responses.js';

@Injectable()
export class FlowChoiceService {
  read(_id: string, _request: Request): Promise<Flow> {
    return Promise.reject(new Error('not yet'));
  }
  choose(_id: string, _accountId: string, _request: Request): Promise<Flow> {
    return Promise.reject(new Error('not yet'));
  }
  cancel(_id: string, _request: Request): Promise<Flow> {
    return Promise.reject(new Error('not yet'));
  }
}
