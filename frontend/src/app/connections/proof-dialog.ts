import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal, type Signal } from '@angular/core';
import { accountName } from '../core/account-name';
import type { ConnectionResponse } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { toProblem, type Problem } from '../core/problem';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { shortDate, toDate } from '../ui/relative-time';
import { TimeAgo } from '../ui/time-ago';

export interface ProofData {
  /** Kept live by whoever opens the dialog: the code may be found while it is open. */
  connection: Signal<ConnectionResponse>;
  request: () => Promise<void>;
  withdraw: () => Promise<void>;
  /** Reads the bio now, if that is allowed again. */
  check: () => Promise<void>;
}

type Deed = 'request' | 'withdraw' | 'check';

/** Shows that an account is the talent's own: a code that only its owner can put into its bio. */
@Component({
  selector: 'app-proof-dialog',
  imports: [Button, DialogFrame, Icon, Notice, TimeAgo],
  templateUrl: './proof-dialog.html',
})
export class ProofDialog {
  private readonly data = inject<ProofData>(DIALOG_DATA);
  private readonly platforms = inject(PlatformStore);
  protected readonly ref = inject<DialogRef>(DialogRef);
  protected readonly connection = this.data.connection;
  protected readonly busy = signal<Deed | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly copied = signal(false);
  protected readonly handle = computed(() => accountName(this.connection().handle));
  protected readonly platform = computed(() => this.platforms.name(this.connection().platform));
  protected readonly proof = computed(() => this.connection().proof);
  protected readonly stage = computed(() => {
    if (this.connection().verification !== 'public') return 'verified';
    return this.proof()?.state ?? 'none';
  });
  protected readonly until = computed(() => day(this.proof()?.expiresAt));
  protected readonly since = computed(() => day(this.connection().verifiedAt));

  protected async run(deed: Deed): Promise<void> {
    if (this.busy()) return;
    this.busy.set(deed);
    this.problem.set(null);
    try {
      await this.data[deed]();
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(null);
    }
  }

  /** Where the browser denies the clipboard, the code still stands there to be marked. */
  protected async copy(code: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(code);
      this.copied.set(true);
    } catch {
      this.copied.set(false);
    }
  }
}

function day(value: string | null | undefined): string | null {
  const date = toDate(value);
  return date && shortDate(date);
}
