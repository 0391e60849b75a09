import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { ChangesPanel } from '../connections/changes-panel';
import { ConnectionAbout } from '../connections/connection-about';
import { ConnectionDeeds, type ConnectionDeed } from '../connections/connection-deeds';
import { ConnectionHeader } from '../connections/connection-header';
import { ConnectionPosts } from '../connections/connection-posts';
import { ConnectionStanding } from '../connections/connection-standing';
import { ConnectionStore } from '../connections/connection-store';
import { ConnectionTrouble } from '../connections/connection-trouble';
import { ConnectionsStore } from '../connections/connections-store';
import { FollowersPanel } from '../connections/followers-panel';
import { RunsPanel } from '../connections/runs-panel';
import { TierChoice } from '../connections/tier-choice';
import { TimelinePanel } from '../connections/timeline-panel';
import { accountName } from '../core/account-name';
import type { ConnectionResponse } from '../core/api/models';
import { PageTitle } from '../core/page-title';
import { PlatformStore } from '../core/platform-store';
import { Session } from '../core/session';
import { ConsentLinks } from '../invitations/consent-links';
import { Button } from '../ui/button';
import { Empty } from '../ui/empty';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';

const VIEWS = [
  { id: 'overview', label: 'Overview' },
  { id: 'posts', label: 'Posts' },
  { id: 'history', label: 'History' },
] as const;

/** One account of one talent: how it stands, its numbers over time, its posts and everything that happened to it. */
@Component({
  selector: 'app-connection-page',
  imports: [
    Button,
    ChangesPanel,
    ConnectionAbout,
    ConnectionHeader,
    ConnectionPosts,
    ConnectionStanding,
    ConnectionTrouble,
    Empty,
    ErrorState,
    FollowersPanel,
    Icon,
    RouterLink,
    RunsPanel,
    Skeleton,
    StaleBanner,
    TierChoice,
    TimelinePanel,
  ],
  providers: [ConnectionStore, { provide: ConnectionsStore, useExisting: ConnectionStore }, ConnectionDeeds],
  templateUrl: './connection-page.html',
})
export class ConnectionPage {
  readonly id = input.required<string>();
  /** Which part is open stands in the address, so that it can be sent to a colleague. */
  readonly view = input<string>();
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly deeds = inject(ConnectionDeeds);
  private readonly links = inject(ConsentLinks);
  private readonly platforms = inject(PlatformStore);
  protected readonly store = inject(ConnectionStore);
  protected readonly screen = this.store.screen;
  protected readonly views = VIEWS;
  protected readonly open = computed(() => VIEWS.find(({ id }) => id === this.view())?.id ?? 'overview');
  protected readonly mayWrite = computed(() => this.session.can('connection:write'));
  protected readonly mayDelete = computed(() => this.session.can('connection:delete'));
  protected readonly handle = computed(() => accountName(this.store.connection()?.handle ?? ''));
  protected readonly asking = computed(() => this.deeds.asking().has(this.id()));

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const id = this.id();
      untracked(() => this.store.show(id));
    });
    effect(() => {
      const connection = this.store.connection();
      if (connection) title.set(`${accountName(connection.handle)} on ${this.platforms.name(connection.platform)}`);
    });
  }

  protected async reconnect({ id, handle, platform, talentName }: ConnectionResponse): Promise<void> {
    await this.links.reconnect({ id, handle, platformName: this.platforms.name(platform) }, talentName);
  }

  protected async run(deed: ConnectionDeed, connection: ConnectionResponse): Promise<void> {
    if (deed === 'reconnect') return this.reconnect(connection);
    await this.deeds.run(deed, connection);
    if (deed === 'disconnect' && this.store.gone()) await this.router.navigate(['/talents', connection.talentId]);
  }
}
