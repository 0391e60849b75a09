/** Gives back, every so often, what talents granted and then did not choose, and ends what a process left lying. */
import { Injectable } from '@nestjs/common';
import { RecurringWork } from '../../core/recurring-work.js';
import { FlowOffers } from './flow-offers.js';

const EVERY_MS = 30_000;

@Injectable()
export class FlowSweeper extends RecurringWork {
  constructor(private readonly offers: FlowOffers) {
    super(EVERY_MS, 'Authorizations that were left lying could not be swept');
  }

  protected async turn(): Promise<void> {
    await this.offers.sweep();
    await this.offers.sweepStuck();
  }
}
