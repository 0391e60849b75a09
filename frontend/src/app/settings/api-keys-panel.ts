import { Component, computed, inject } from '@angular/core';
import type { ApiKeyItem } from '../core/api/models';
import { Now } from '../ui/now';
import { toProblem } from '../core/problem';
import { toDate } from '../ui/relative-time';
import { Screen } from '../core/screen';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Dialogs } from '../ui/dialogs';
import { Empty } from '../ui/empty';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';
import { TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';
import { ApiKeysApi } from './api-keys-api';

@Component({
  selector: 'app-api-keys-panel',
  imports: [Badge, Button, Empty, ErrorState, Icon, Skeleton, StaleBanner, TimeAgo],
  host: { class: 'block' },
  templateUrl: './api-keys-panel.html',
})
export class ApiKeysPanel {
  private readonly api = inject(ApiKeysApi);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly now = inject(Now).now;
  protected readonly screen = new Screen(
    () => this.api.list(),
    ({ items }) => items.length === 0,
  );
  protected readonly rows = computed(() =>
    (this.screen.data()?.items ?? []).map((key) => ({
      key,
      state: this.stateOf(key),
      by: key.createdBy,
      scopes: key.scopes.includes('write') ? 'Read and write' : 'Read only',
    })),
  );

  constructor() {
    void this.screen.refresh();
  }

  protected async create(): Promise<void> {
    await this.dialogs.open(() => import('./create-api-key-dialog').then((m) => m.CreateApiKeyDialog));
    await this.screen.refresh({ background: true });
  }

  protected async revoke(key: ApiKeyItem): Promise<void> {
    const sure = await this.dialogs.open<boolean, ApiKeyItem>(
      () => import('./revoke-api-key-dialog').then((m) => m.RevokeApiKeyDialog),
      key,
    );
    if (!sure) return;
    try {
      await this.api.revoke(key.id);
      this.toasts.good(`“${key.name}” is revoked. Calls with it are refused from now on.`);
    } catch (error) {
      this.toasts.bad(toProblem(error).detail);
    }
    await this.screen.refresh({ background: true });
  }

  private stateOf(key: ApiKeyItem): 'active' | 'revoked' | 'expired' {
    if (key.revokedAt) return 'revoked';
    const expires = toDate(key.expiresAt);
    return expires && expires < this.now() ? 'expired' : 'active';
  }
}
