import { Component, computed, inject, input } from '@angular/core';
import { accountName } from '../core/account-name';
import type { ConnectionResponse, ProfileChangeResponse } from '../core/api/models';
import { ListScreen } from '../core/screen';
import { Avatar } from '../ui/avatar';
import { Button } from '../ui/button';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { StaleBanner } from '../ui/stale-banner';
import { TimeAgo } from '../ui/time-ago';
import { accountKind } from './account-kind';
import { followed } from './followed';
import { HistoryApi } from './history-api';

type Field = ProfileChangeResponse['field'];

const FIELDS: Record<Field, string> = {
  handle: 'Handle',
  displayName: 'Name',
  bio: 'Bio',
  avatar: 'Picture',
  accountType: 'Kind of account',
  verified: 'Verified mark',
};
const NOTHING = 'nothing';

/** What changed in the profile since it was connected: before and after. */
@Component({
  selector: 'app-changes-panel',
  imports: [Avatar, Button, ErrorState, Skeleton, StaleBanner, TimeAgo],
  templateUrl: './changes-panel.html',
})
export class ChangesPanel {
  readonly connection = input.required<ConnectionResponse>();
  private readonly api = inject(HistoryApi);
  protected readonly screen = new ListScreen<ProfileChangeResponse>((cursor, how) =>
    this.api.changes(this.connection().id, cursor, how),
  );
  protected readonly rows = computed(() =>
    this.screen.items().map(({ id, field, before, after, at }) => ({
      id,
      at,
      label: FIELDS[field],
      picture: field === 'avatar',
      before: field === 'avatar' ? before : valueWords(field, before),
      after: field === 'avatar' ? after : valueWords(field, after),
    })),
  );
  protected readonly name = computed(() => this.connection().profile?.displayName ?? this.connection().handle);

  constructor() {
    followed(
      this.screen,
      computed(() => this.connection().id),
    );
  }
}

function valueWords(field: Field, value: string | null): string {
  if (value === null || value === '') return NOTHING;
  if (field === 'handle') return accountName(value);
  if (field === 'accountType') return accountKind(value);
  if (field === 'verified') return value === 'true' ? 'yes' : 'no';
  return value;
}
