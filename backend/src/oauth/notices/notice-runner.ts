/** Looks every few seconds for mails that are due. */
import { Injectable } from '@nestjs/common';
import { RecurringWork } from '../../core/recurring-work.js';
import { NoticeSender } from './notice-sender.service.js';

const EVERY_MS = 5_000;

@Injectable()
export class NoticeRunner extends RecurringWork {
  constructor(private readonly sender: NoticeSender) {
    super(EVERY_MS, 'Mails that are due could not be sent');
  }

  protected async turn(): Promise<void> {
    while (!this.stopped && (await this.sender.sendNext()));
  }
}
