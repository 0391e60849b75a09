/** The platforms this deployment knows, asked for once: names, icons, hints and what is configured. */
import { Injectable, computed, inject } from '@angular/core';
import { ApiClient } from './api-client';
import type { PlatformResponse } from './api/models';
import { Screen } from './screen';

@Injectable({ providedIn: 'root' })
export class PlatformStore {
  private readonly api = inject(ApiClient);
  private readonly screen = new Screen(() => this.api.get<{ items: PlatformResponse[] }>('/platforms'));
  private started = false;

  readonly state = this.screen.state;
  readonly all = computed(() => this.screen.data()?.items ?? []);
  /** Those a profile can be connected on here and now. */
  readonly connectable = computed(() => this.all().filter((platform) => platform.supported && platform.configured));
  private readonly byId = computed(() => new Map(this.all().map((platform) => [platform.id, platform])));

  ensure(): void {
    if (this.started) return;
    this.started = true;
    void this.screen.refresh();
  }

  refresh(): Promise<void> {
    this.started = true;
    return this.screen.refresh();
  }

  find(id: string): PlatformResponse | null {
    return this.byId().get(id) ?? null;
  }

  name(id: string): string {
    return this.find(id)?.name ?? id;
  }
}
