import { Injectable, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { TitleStrategy, type RouterStateSnapshot } from '@angular/router';

/** "Roster · Rostrum" in the tab, so that several tabs can be told apart. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);

  override updateTitle(state: RouterStateSnapshot): void {
    this.set(this.buildTitle(state) ?? null);
  }

  set(page: string | null): void {
    this.title.setTitle(page ? `${page} · Rostrum` : 'Rostrum');
  }
}
