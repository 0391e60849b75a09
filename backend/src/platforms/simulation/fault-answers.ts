/** Turns a fault into an answer on the wire; each platform brings its own words for limits and errors. */
import type { Response } from 'express';
import type { Fault } from './faults.js';

export interface FaultDialect {
  rateLimited(response: Response, until: Date): void;
  failed(response: Response): void;
  unavailable(response: Response): void;
}

/** Answers with the fault, or lets `well` answer; a slow call answers well, late. */
export function answerWith(fault: Fault | null, response: Response, dialect: FaultDialect, well: () => void): void {
  switch (fault?.kind) {
    case undefined:
      return well();
    case 'rate-limited':
      return dialect.rateLimited(response, fault.until);
    case 'error':
      return dialect.failed(response);
    case 'unavailable':
      return dialect.unavailable(response);
    case 'garbage':
      return void response.status(200).type('application/json').send('{"items":[{"id":"half an ans');
    case 'slow': {
      const timer = setTimeout(well, fault.milliseconds);
      return void response.on('close', () => clearTimeout(timer));
    }
  }
}
