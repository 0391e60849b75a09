import { Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { safeReturnPath } from '../core/return-path';
import { ErrorState } from '../ui/error-state';

@Component({
  selector: 'app-unreachable-page',
  imports: [ErrorState],
  template: `
    <main class="grid min-h-dvh place-items-center">
      <h1 class="visually-hidden">No answer</h1>
      <ui-error-state
        title="Rostrum does not answer"
        text="The server may be starting, or your connection is down. Nothing of yours is lost."
        (retry)="retry()"
      />
    </main>
  `,
})
export class UnreachablePage {
  readonly next = input<string>();
  private readonly router = inject(Router);

  protected retry(): void {
    void this.router.navigateByUrl(safeReturnPath(this.next()));
  }
}
