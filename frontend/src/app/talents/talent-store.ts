import { Injectable, inject } from '@angular/core';
import type { TalentListItem } from '../core/api/models';
import type { TalentInput, TalentStatus } from '../core/api-words';
import { Screen } from '../core/screen';
import { TalentsApi } from './talents-api';

/** One talent on its page. */
@Injectable()
export class TalentStore {
  private readonly api = inject(TalentsApi);
  private id = '';
  readonly screen = new Screen<TalentListItem>(({ background }) => this.api.get(this.id, background));

  show(id: string): void {
    this.id = id;
    void this.screen.restart();
  }

  async update(change: Partial<TalentInput> & { status?: TalentStatus }): Promise<void> {
    const fresh = await this.api.update(this.id, change);
    this.screen.change(() => fresh);
  }

  async takeIn(from: string): Promise<void> {
    const fresh = await this.api.merge(this.id, from);
    this.screen.change(() => fresh);
  }

  delete(): Promise<void> {
    return this.api.delete(this.id);
  }
}
