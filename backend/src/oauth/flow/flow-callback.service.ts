import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';

@Injectable()
export class FlowCallbackService {
  receive(_platform: string, _request: Request, _response: Response): Promise<void> {
    return Promise.reject(new Error('not yet'));
  }
}
