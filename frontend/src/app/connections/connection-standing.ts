import { Component, computed, input, output } from '@angular/core';
import type { ConnectionResponse } from '../core/api/models';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { exactNumber, plural } from '../ui/numbers';
import { Progress } from '../ui/progress';
import { TimeAgo } from '../ui/time-ago';
import { shortDate, toDate } from '../ui/relative-time';
import type { ConnectionDeed } from './connection-deeds';
import { missingWords } from './connection-words';

/** Why nothing is read any more, and whether the talent has shown yet that the account is theirs: with the next step. */
@Component({
  selector: 'app-connection-standing',
  imports: [Button, Icon, Progress, TimeAgo],
  host: { class: 'flex flex-col gap-2 px-5 [&:not(:empty)]:has-[*]:pb-4' },
  templateUrl: './connection-standing.html',
})
export class ConnectionStanding {
  readonly connection = input.required<ConnectionResponse>();
  readonly handle = input.required<string>();
  readonly mayWrite = input(false);
  readonly mayRestore = input(false);
  /** Whether the talent may be sent a link from here. */
  readonly mayAsk = input(false);
  readonly chosen = output<ConnectionDeed>();

  protected readonly paused = computed(() =>
    this.connection().status === 'PAUSED' ? this.connection().control : null,
  );
  /** How far the posts have been read; a share only where the platform says how many there are. */
  protected readonly reading = computed(() => {
    const progress = this.connection().progress;
    if (!progress) return null;
    const { read, of } = progress;
    const share = of ? Math.min(100, Math.round((read / of) * 100)) : null;
    return { share, words: of ? `${exactNumber(read)} of ${plural(of, 'post')} read` : `${plural(read, 'post')} read` };
  });
  protected readonly missing = computed(() => missingWords(this.connection()));
  /** Consent that ends by itself, as long as nothing worse is said about it. */
  protected readonly ending = computed(() => {
    const { consent } = this.connection();
    const end = toDate(consent?.expiresAt ?? null);
    return consent?.state === 'expiring' && end ? shortDate(end) : null;
  });
  protected readonly archived = computed(() => this.connection().status === 'DISCONNECTED');
}
