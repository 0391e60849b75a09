/** From "Connect" to the platform's page. */
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { StartFlowBody } from './dto/flow.requests.js';
import type { StartedFlow } from './dto/flow.responses.js';

@Injectable()
export class FlowStartService {
  start(_platform: string, _body: StartFlowBody, _request: Request, _response: Response): Promise<StartedFlow> {
    return Promise.reject(new Error('not yet'));
  }
}
