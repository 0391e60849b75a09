/** How fresh everything is, looked at again now and then: ages move in minutes, not in seconds. */
import { Injectable, inject } from '@angular/core';
import type { FreshnessResponse } from '../core/api/models';
import { pollWhileAlive } from '../core/poller';
import { Screen } from '../core/screen';
import { OperationsApi } from './operations-api';

const LOOK_EVERY_POLLS = 3;

@Injectable()
export class OperationsStore {
  private readonly api = inject(OperationsApi);
  private polls = 0;
  readonly screen = new Screen<FreshnessResponse>(
    ({ background }) => this.api.freshness(background),
    ({ platforms }) => platforms.length === 0,
  );

  constructor() {
    pollWhileAlive(() => this.follow());
    void this.screen.refresh();
  }

  private async follow(): Promise<void> {
    const stale = this.screen.state().kind === 'stale';
    if (stale || ++this.polls % LOOK_EVERY_POLLS === 0) await this.screen.refresh({ background: true });
  }
}
