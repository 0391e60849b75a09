import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { openConnectDialog } from '../connections/open-connect-dialog';
import { accountName } from '../core/account-name';
import type { AttentionItem } from '../core/api/models';
import { PlatformStore } from '../core/platform-store';
import { Session } from '../core/session';
import { ConsentLinks } from '../invitations/consent-links';
import { AttentionCard } from '../today/attention-card';
import { TodayStore } from '../today/today-store';
import { headline, heals } from '../today/today-words';
import { Button } from '../ui/button';
import { Dialogs } from '../ui/dialogs';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Now } from '../ui/now';
import { plural } from '../ui/numbers';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';
import { TimeAgo } from '../ui/time-ago';

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });

/** What needs a hand, by cause; what heals by itself, last and quietly; or the peace of having nothing to do. */
@Component({
  selector: 'app-today-page',
  imports: [AttentionCard, Button, ErrorState, Icon, RouterLink, Skeleton, StaleBanner, TimeAgo],
  providers: [TodayStore],
  templateUrl: './today-page.html',
})
export class TodayPage {
  private readonly dialogs = inject(Dialogs);
  private readonly session = inject(Session);
  private readonly links = inject(ConsentLinks);
  private readonly platforms = inject(PlatformStore);
  private readonly now = inject(Now).now;
  protected readonly accountName = accountName;
  protected readonly store = inject(TodayStore);
  protected readonly screen = this.store.screen;
  protected readonly mayWrite = computed(() => this.session.can('connection:write'));
  protected readonly day = computed(() => DAY.format(this.now()));
  protected readonly headline = computed(() => headline(this.screen.data()?.total ?? 0));
  protected readonly causes = computed(() => (this.screen.data()?.groups ?? []).filter((group) => !heals(group)));
  protected readonly healing = computed(() => (this.screen.data()?.groups ?? []).filter(heals));
  protected readonly healingWords = computed(() => {
    const count = this.healing().reduce((sum, group) => sum + group.count, 0);
    return plural(count, 'profile heals by itself', 'profiles heal by themselves');
  });

  protected async reconnect({ connectionId, handle, platform, talentName }: AttentionItem): Promise<void> {
    const connection = { id: connectionId, handle, platformName: this.platforms.name(platform) };
    await this.links.reconnect(connection, talentName);
  }

  protected async connect({ talentId, talentName }: AttentionItem): Promise<void> {
    const created = await openConnectDialog(this.dialogs, { talent: { id: talentId, name: talentName } });
    if (created) await this.screen.refresh({ background: true });
  }
}
