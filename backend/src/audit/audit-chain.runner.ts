/** Keeps the chain going: every few seconds whatever happened since is appended. */
import { Injectable } from '@nestjs/common';
import { RecurringWork } from '../core/recurring-work.js';
import { AuditChain } from './audit-chain.service.js';

const EVERY_MS = 2_000;

@Injectable()
export class AuditChainRunner extends RecurringWork {
  constructor(private readonly chain: AuditChain) {
    super(EVERY_MS, 'The audit chain could not be continued');
  }

  protected async turn(): Promise<void> {
    await this.chain.appendAll();
  }
}
