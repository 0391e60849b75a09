import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { TalentFacets } from '../core/api/models';
import { STATUSES, statusWords } from '../core/connection-status';
import { PlatformStore } from '../core/platform-store';
import { Button } from '../ui/button';
import { Control, Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { Select } from '../ui/select';
import { EVERYBODY, type RosterQuery } from './talents-api';

const TYPING_PAUSE_MS = 200;
const SORTS = [
  ['name', 'Name, A to Z'],
  ['-name', 'Name, Z to A'],
  ['-followers', 'Most followers'],
  ['followers', 'Fewest followers'],
  ['-created', 'Newest first'],
  ['created', 'Oldest first'],
] as const;

/** What narrows the roster. Every choice goes to the address bar, so that a view can be kept and sent. */
@Component({
  selector: 'app-roster-filters',
  imports: [Button, Control, Field, Icon, Select],
  templateUrl: './roster-filters.html',
})
export class RosterFilters {
  readonly query = input.required<RosterQuery>();
  readonly facets = input.required<TalentFacets>();
  readonly changed = output<Partial<RosterQuery>>();
  private readonly store = inject(PlatformStore);
  private typing: ReturnType<typeof setTimeout> | null = null;

  protected readonly platforms = computed(() => this.store.all().filter(({ supported }) => supported));
  /** A disconnected profile is on nobody's list any more. */
  protected readonly states = STATUSES.filter((status) => status !== 'DISCONNECTED').map((status) => ({
    status,
    label: statusWords(status).label,
  }));
  protected readonly sorts = SORTS;
  protected readonly open = signal(false);
  protected readonly count = computed(() => {
    const { q: _, sort: __, ...filters } = this.query();
    return Object.values(filters).filter(Boolean).length;
  });
  protected readonly filtered = computed(() => this.count() > 0 || Boolean(this.query().q));

  protected search(text: string): void {
    if (this.typing !== null) clearTimeout(this.typing);
    this.typing = setTimeout(() => this.changed.emit({ q: text.trim() || null }), TYPING_PAUSE_MS);
  }

  protected choose(key: keyof RosterQuery, value: string): void {
    this.changed.emit({ [key]: value || null });
  }

  protected clear(): void {
    this.changed.emit(EVERYBODY);
  }
}
