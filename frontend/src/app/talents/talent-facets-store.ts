import { Injectable, inject, signal } from '@angular/core';
import type { TalentFacets } from '../core/api/models';
import { TalentsApi } from './talents-api';

/** Tags and owners in use, for filters and suggestions. Without them the roster still works, so a failure is quiet. */
@Injectable({ providedIn: 'root' })
export class TalentFacetsStore {
  private readonly api = inject(TalentsApi);
  private readonly known = signal<TalentFacets>({ tags: [], owners: [] });
  readonly facets = this.known.asReadonly();

  refresh(): void {
    this.api.facets().then(
      (facets) => this.known.set(facets),
      () => undefined,
    );
  }
}
